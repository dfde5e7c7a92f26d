/** What people hand over: taken in, looked at, corrected, and only then stored. */
import { CallError } from '../../shared/contract/call-error.ts'
import type { CheckedInput, Handlers, ImportCorrections, ImportPiece } from '../../shared/contract/contract.ts'
import { promptMessages } from '../../shared/messages/collect/prompt.ts'
import { importMessages } from '../../shared/messages/import.ts'
import { progressMessages } from '../../shared/messages/progress.ts'
import type { Snapshot } from '../../shared/model.ts'
import { knownProbe } from '../../shared/probes/index.ts'
import { verdictOfExit } from '../../shared/probes/verdict.ts'
import { readPath } from '../import/folder.ts'
import type { ImportContext, ImportInput, InputFile, Piece } from '../import/importer.ts'
import { readInput, readSnapshots } from '../import/index.ts'
import { inputOf } from '../import/input.ts'
import { parseLoosely } from '../import/transcript/judge-output.ts'
import { opened } from '../nodesnap/encryption.ts'
import { limits } from '../nodesnap/manifest.ts'
import { readSnapshotFile } from '../nodesnap/read.ts'
import type { Ports } from '../ports.ts'
import type { Library } from '../store/library.ts'
import { inModelOrder, rawSnapshot, redactedFile } from './exports.ts'
import { OpenImports } from './open-imports.ts'
import type { Prompts } from './prompts.ts'
import { Runs } from './runs.ts'

type Handed = CheckedInput<'storeImports'>['imports'][number]

type ImportCall =
  | 'openImport'
  | 'openWaiting'
  | 'previewImport'
  | 'listImport'
  | 'redactImport'
  | 'cancelImport'
  | 'closeImport'
  | 'storeImports'

export function importHandlers(library: Library, ports: Ports, prompts: Prompts): Pick<Handlers, ImportCall> {
  const open = new OpenImports()
  const runs = new Runs()

  const passphrase = (file: string): Promise<string | null> => {
    const ask = ports.ask === 'window' ? prompts.ask : ports.ask
    const text = promptMessages.passphrase({ file })
    return ask?.({ kind: 'passphrase', target: file, text }) ?? Promise.resolve(null)
  }
  const contextOf = ({ site, at, pieces }: ImportCorrections): ImportContext => {
    for (const { probe } of Object.values(pieces))
      if (typeof probe === 'string' && knownProbe(probe) === undefined)
        throw new CallError('usage', importMessages.noSuchProbe({ probe }))
    return { site, atMs: at === null ? null : momentMs(at), nowMs: ports.now(), assigned: pieces }
  }
  const snapshotsOf = async ({ import: id, corrections }: Handed): Promise<Snapshot[]> => {
    const kept = open.named(id)
    if ('snapshots' in kept) {
      const snapshots = kept.snapshots.map(judged)
      await refuseOtherContent(library, snapshots)
      return snapshots
    }
    if (corrections === null) throw new CallError('usage', importMessages.noSite())
    return readSnapshots(kept.input, contextOf(corrections))
  }
  const take = async (given: ImportInput): Promise<{ import: number; isSnapshotFile: boolean }> => {
    const [only, other] = given.files
    if (only !== undefined && other === undefined) only.content = await opened(only.content, given.name, passphrase)
    const text = progressMessages.file({ name: given.name })
    const tell = (done: number, total: number) =>
      ports.emit('progress', { task: 'import', text, done, total, step: null })
    try {
      return await runs.run(async (signal) => {
        const run = { signal, onProgress: tell }
        const input = await inputOf(given, run)
        if (input !== null) return { import: open.keep({ input }), isSnapshotFile: false }
        const snapshots = await readSnapshotFile(only?.content ?? Buffer.alloc(0), limits, run)
        return { import: open.keep({ snapshots }), isSnapshotFile: true }
      })
    } finally {
      tell(1, 1)
    }
  }
  return {
    openWaiting: async () => {
      const path = ports.nextFile?.() ?? null
      if (path === null) return null
      const input = await readPath(path)
      return { name: input.name, ...(await take(input)) }
    },
    openImport: async ({ name, files }) => {
      const contents = files.map(
        ({ path, base64, modifiedAt }): InputFile => ({
          path,
          content: Buffer.from(base64, 'base64'),
          modifiedAtMs: modifiedAt === null ? null : Date.parse(modifiedAt),
        }),
      )
      return take({ name, files: contents, passedOver: [] })
    },
    previewImport: async ({ import: id, corrections }) => {
      const input = open.input(id)
      const { importer, snapshots, pieces } = readInput(input, contextOf(corrections))
      return {
        importer: importer.name,
        title: importMessages.words(importer.title),
        snapshots: snapshots.map(({ takenAtMs, takenAtInferred }) => {
          return { takenAt: new Date(takenAtMs).toISOString(), takenAtInferred }
        }),
        pieces: pieces.map(shown),
        passedOver: input.passedOver.length,
      }
    },
    listImport: async ({ import: id }) => ({
      snapshots: open.snapshotFile(id).map(({ id: snapshot, site, takenAtMs, sections }) => ({
        id: snapshot,
        site,
        takenAt: new Date(takenAtMs).toISOString(),
        sections: sections.length,
      })),
    }),
    redactImport: ({ import: id, ...wishes }) => redactedFile(library, ports, open.snapshotFile(id), wishes),
    cancelImport: async () => {
      runs.cancelAll()
      library.cancelAdd()
      return {}
    },
    closeImport: async ({ import: id }) => {
      open.forget(id)
      return {}
    },
    storeImports: async ({ imports }) => {
      const snapshots: Snapshot[] = []
      for (const each of imports) snapshots.push(...(await snapshotsOf(each)))
      const stored = await library.add({ snapshots })
      for (const each of imports) open.forget(each.import)
      return { snapshots: stored }
    },
  }
}

/** Throws CallError `usage`. */
function momentMs(text: string): number {
  const atMs = Date.parse(text)
  if (Number.isNaN(atMs)) throw new CallError('usage', importMessages.noTime({ text }))
  return atMs
}

function shown({ stored, ...piece }: Piece): ImportPiece {
  const isKept = stored !== null && piece.probe === null
  const unread = { ...piece, isKept, outcome: null, message: null, rows: 0, unparsed: 0 }
  if (stored === null) return { ...unread, pod: null, snapshot: null }
  const { section, snapshot } = stored
  if (isKept) return { ...unread, pod: section.pod, snapshot }
  const probe = knownProbe(section.probe)
  const parsed = probe && parseLoosely(probe, section.stdout, section.command, section.startedAtMs)
  return {
    ...unread,
    pod: section.pod,
    snapshot,
    outcome: section.outcome,
    message: section.message,
    rows: parsed?.rows.length ?? 0,
    unparsed: parsed?.unparsed.length ?? 0,
  }
}

/** Where a writer only knew the exit status, as the collector script does, the probe says what it means. */
const judged = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  sections: snapshot.sections.map((section) => {
    const probe = knownProbe(section.probe)
    if (section.outcome === 'ok' || section.message !== null || section.exitCode === null || probe === undefined)
      return section
    return { ...section, ...verdictOfExit(probe, section, null) }
  }),
})

/** An id that the library knows must be the snapshot that the library has; else one of the two would be lost unseen. */
async function refuseOtherContent(library: Library, snapshots: Snapshot[]): Promise<void> {
  const known = new Set((await library.listSnapshots({ site: null })).map(({ id }) => id))
  for (const snapshot of snapshots.filter(({ id }) => known.has(id))) {
    const here = await rawSnapshot(library, snapshot.id)
    if (JSON.stringify(here.sections) === JSON.stringify(inModelOrder(snapshot).sections)) continue
    throw new CallError('refused', importMessages.otherContent({ snapshot: snapshot.id }))
  }
}
