/** Snapshots out of the library: as they were collected, and as snapshot files. */
import type { CallOutput, CheckedInput, Handlers } from '../../shared/contract/contract.ts'
import { type Snapshot, snapshot as snapshotSchema } from '../../shared/model.ts'
import { encrypted } from '../nodesnap/encryption.ts'
import { snapshotFileOf } from '../nodesnap/write.ts'
import type { Ports } from '../ports.ts'
import type { Library } from '../store/library.ts'
import { redactSnapshots } from './redaction.ts'

export function exportHandlers(library: Library, ports: Ports): Pick<Handlers, 'exportFile'> {
  return {
    exportFile: async ({ snapshots: ids, redact, ...wishes }) => {
      const raw = await Promise.all(ids.map((id) => rawSnapshot(library, id)))
      if (redact) return redactedFile(library, ports, raw, wishes)
      const { preview, passphrase } = wishes
      const base64 = preview ? '' : await fileOf(ports, raw, passphrase)
      return { base64, replaced: [], masked: 0 }
    },
  }
}

type Wishes = Omit<CheckedInput<'redactImport'>, 'import'>

/** Snapshots as a file that may leave. Throws CallError `usage` when a pattern is refused. */
export async function redactedFile(
  library: Library,
  ports: Ports,
  raw: readonly Snapshot[],
  { patterns, preview, passphrase }: Wishes,
): Promise<CallOutput<'exportFile'>> {
  const { snapshots, replaced, masked } = await redactSnapshots(library, raw, { patterns, remembers: !preview })
  const base64 = preview ? '' : await fileOf(ports, snapshots, passphrase)
  return { base64, replaced, masked }
}

async function fileOf(ports: Ports, snapshots: readonly Snapshot[], passphrase: string | null): Promise<string> {
  const plain = await snapshotFileOf(snapshots, ports.producer)
  const bytes = passphrase === null ? plain : await encrypted(plain, passphrase)
  return bytes.toString('base64')
}

export const inModelOrder = (snapshot: Snapshot): Snapshot => snapshotSchema.parse(snapshot)

/** A stored snapshot as it was collected. Throws CallError `not-found`. */
export const rawSnapshot = (library: Library, id: string): Promise<Snapshot> => library.rawSnapshot({ snapshot: id })
