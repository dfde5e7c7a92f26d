/** Snapshots out of the library: as they were collected, and as snapshot files. */
import { CallError, type SnapshotSummary } from '../../shared/contract/contract.ts'
import { type Snapshot, snapshot as snapshotSchema } from '../../shared/model.ts'
import type { Handlers } from '../app.ts'
import { encrypted } from '../nodesnap/encryption.ts'
import { snapshotFileOf } from '../nodesnap/write.ts'
import type { Ports } from '../ports.ts'
import type { Library } from '../store/store.ts'
import { redactSnapshots } from './redaction.ts'

export function exportHandlers(library: Library, ports: Ports): Pick<Handlers, 'exportFile'> {
  return {
    exportFile: async ({ snapshots: ids, redact, patterns, preview, passphrase }) => {
      const raw = await Promise.all(ids.map((id) => rawSnapshot(library, id)))
      const { snapshots, replaced, masked } = redact
        ? await redactSnapshots(library, raw, { patterns, remembers: !preview })
        : { snapshots: raw, replaced: [], masked: 0 }
      const plain = preview ? Buffer.alloc(0) : await snapshotFileOf(snapshots, ports.producer)
      const bytes = preview || passphrase === null ? plain : await encrypted(plain, passphrase)
      return { base64: bytes.toString('base64'), replaced, masked }
    },
  }
}

export const inModelOrder = (snapshot: Snapshot): Snapshot => snapshotSchema.parse(snapshot)

/** Throws CallError `not-found`. */
export async function summaryOf(library: Library, id: string): Promise<SnapshotSummary> {
  const summary = (await library.snapshots()).find((snapshot) => snapshot.id === id)
  if (summary === undefined) throw new CallError('not-found', `There is no snapshot ${id} in the library.`)
  return summary
}

/** A stored snapshot as it was collected. Throws CallError `not-found`. */
export async function rawSnapshot(library: Library, id: string): Promise<Snapshot> {
  const summary = await summaryOf(library, id)
  const sections = await Promise.all(
    summary.sections.map(({ node, probe, pod }) => library.section({ snapshot: id, node, probe, pod })),
  )
  const { takenAt, ...rest } = summary
  return inModelOrder({ ...rest, takenAtMs: Date.parse(takenAt), sections })
}
