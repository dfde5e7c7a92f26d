import { CallError } from '../../shared/contract/contract.ts'
import { type Snapshot, snapshot as snapshotSchema } from '../../shared/model.ts'
import { knownProbe } from '../../shared/probes/index.ts'
import { verdictOfExit } from '../../shared/probes/verdict.ts'
import type { Handlers } from '../app.ts'
import { readTranscript } from '../import/transcript.ts'
import { opened } from '../nodesnap/encryption.ts'
import { readSnapshotFile } from '../nodesnap/read.ts'
import { snapshotFileOf } from '../nodesnap/write.ts'
import type { Ports } from '../ports.ts'
import type { Library } from '../store/store.ts'
import type { Questions } from './questions.ts'
import { redactSnapshots } from './redaction.ts'

export function importHandlers(
  library: Library,
  ports: Ports,
  questions: Questions,
): Pick<Handlers, 'importText' | 'importFile' | 'exportFile'> {
  return {
    importText: async ({ name, text, site, at }) => {
      const atMs = at === null ? null : Date.parse(at)
      if (atMs !== null && Number.isNaN(atMs))
        throw new CallError('usage', `"${at}" is not a time such as 2019-10-19T13:30:00Z.`)
      const snapshots = await library.add(readTranscript({ name, text, site, atMs, nowMs: ports.now() }))
      ports.emit('libraryChanged', { site })
      return { snapshots }
    },
    importFile: async ({ name, base64 }) => {
      const ask = ports.ask === 'window' ? questions.ask : ports.ask
      const bytes = await opened(
        Buffer.from(base64, 'base64'),
        name,
        ask === undefined
          ? undefined
          : (file) => ask({ kind: 'passphrase', target: file, prompt: `Passphrase of ${file}:` }),
      )
      const snapshots = (await readSnapshotFile(bytes)).map(judged)
      await refuseOtherContent(library, snapshots)
      const stored = await library.add(snapshots)
      for (const site of new Set(stored.map((snapshot) => snapshot.site))) ports.emit('libraryChanged', { site })
      return { snapshots: stored }
    },
    exportFile: async ({ snapshots: ids, redact, patterns, preview }) => {
      const raw = await Promise.all(ids.map((id) => rawSnapshot(library, id)))
      const { snapshots, replaced, masked } = redact
        ? await redactSnapshots(library, raw, { patterns, remembers: !preview })
        : { snapshots: raw, replaced: [], masked: 0 }
      const bytes = preview ? Buffer.alloc(0) : await snapshotFileOf(snapshots, ports.producer)
      return { base64: bytes.toString('base64'), replaced, masked }
    },
  }
}

/** Where a writer only knew the exit status, as the collector script does, the probe says what it means. */
const judged = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  sections: snapshot.sections.map((section) => {
    const probe = knownProbe(section.probe)
    if (section.outcome === 'ok' || section.message !== '' || section.exitCode === null || probe === undefined)
      return section
    return { ...section, ...verdictOfExit(probe, section) }
  }),
})

/** An id that the library knows must be the snapshot that the library has; else one of the two would be lost unseen. */
async function refuseOtherContent(library: Library, snapshots: Snapshot[]): Promise<void> {
  const known = new Set((await library.snapshots()).map(({ id }) => id))
  for (const snapshot of snapshots.filter(({ id }) => known.has(id))) {
    const here = await rawSnapshot(library, snapshot.id)
    if (JSON.stringify(here.sections) === JSON.stringify(inModelOrder(snapshot).sections)) continue
    throw new CallError(
      'refused',
      `The library holds another snapshot with the id ${snapshot.id}. Nothing was imported.`,
    )
  }
}

const inModelOrder = (snapshot: Snapshot): Snapshot => snapshotSchema.parse(snapshot)

/** A stored snapshot as it was collected. Throws CallError `not-found`. */
export async function rawSnapshot(library: Library, id: string): Promise<Snapshot> {
  const summary = (await library.snapshots()).find((snapshot) => snapshot.id === id)
  if (summary === undefined) throw new CallError('not-found', `There is no snapshot ${id} in the library.`)
  const sections = await Promise.all(
    summary.sections.map(({ node, probe, pod }) => library.section({ snapshot: id, node, probe, pod })),
  )
  const { takenAt, ...rest } = summary
  return inModelOrder({ ...rest, takenAtMs: Date.parse(takenAt), sections })
}
