/** Snapshots out of the library: as they were collected, and as snapshot files. */
import { CallError, type CallInput, type CallOutput, type SnapshotSummary } from '../../shared/contract/contract.ts'
import { type Snapshot, snapshot as snapshotSchema } from '../../shared/model.ts'
import type { Handlers } from '../app.ts'
import { encrypted } from '../nodesnap/encryption.ts'
import { snapshotFileOf } from '../nodesnap/write.ts'
import type { Ports } from '../ports.ts'
import type { Library } from '../store/store.ts'
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

type Wishes = Omit<CallInput<'redactImport'>, 'import'>

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
