/** What was taken in and is not stored yet, by the number that whoever opened it was given. */
import { CallError } from '../../shared/contract/call-error.ts'
import { importMessages } from '../../shared/messages/import.ts'
import type { Snapshot } from '../../shared/model.ts'
import type { ImportInput } from '../import/importer.ts'

/** The snapshots of a snapshot file, or what an importer is to read. */
export type OpenImport = { snapshots: Snapshot[] } | { input: ImportInput }

/** Windows that were closed in the middle of an import do not say so: the oldest are then forgotten. */
const mostKept = 64

export class OpenImports {
  private readonly kept = new Map<number, OpenImport>()
  private lastId = 0

  keep(one: OpenImport): number {
    this.lastId += 1
    this.kept.set(this.lastId, one)
    for (const id of [...this.kept.keys()].slice(0, -mostKept)) this.kept.delete(id)
    return this.lastId
  }

  /** Throws CallError `not-found`. */
  named(id: number): OpenImport {
    const found = this.kept.get(id)
    if (found === undefined) throw new CallError('not-found', importMessages.notOpen())
    return found
  }

  /** What an importer is to read. Throws CallError `not-found` or `usage`. */
  input(id: number): ImportInput {
    const found = this.named(id)
    if ('input' in found) return found.input
    throw new CallError('usage', importMessages.noCorrections())
  }

  /** Throws CallError `not-found` or `refused`. */
  snapshotFile(id: number): Snapshot[] {
    const found = this.named(id)
    if ('snapshots' in found) return found.snapshots
    throw new CallError('refused', importMessages.noSnapshotFile({ file: found.input.name }))
  }

  forget(id: number): void {
    this.kept.delete(id)
  }
}
