/** What people hand over: taken in, looked at, corrected, and only then stored. */
import { CallError } from '../../shared/contract/call-error.ts'
import type { CheckedInput, Handlers, ImportCorrections, ImportPiece } from '../../shared/contract/contract.ts'
import { promptMessages } from '../../shared/messages/collect/prompt.ts'
import { importMessages } from '../../shared/messages/import.ts'
import { progressMessages } from '../../shared/messages/progress.ts'
import type { Snapshot } from '../../shared/model.ts'
import { knownProbe } from '../../shared/probes/index.ts'
import { verdictOfExit } from '../../shared/probes/verdict.ts'
import { type Handed, handedBytes, handedPath, wholeOf } from '../import/handed.ts'
import type { ImportContext, Piece } from '../import/importer.ts'
import { readInput } from '../import/index.ts'
import { headOf, takeIn } from '../import/take-in.ts'
import { type Handing, readTogether } from '../import/together.ts'
import { parseLoosely } from '../import/transcript/judge-output.ts'
import { encryptedHeadBytes, isEncrypted, opened } from '../nodesnap/encryption.ts'
import { limits } from '../nodesnap/manifest.ts'
import { isSnapshotFile, readSnapshotFile } from '../nodesnap/read.ts'
import type { Ports } from '../ports.ts'
import type { Library } from '../store/library.ts'
import { inModelOrder, rawSnapshot, redactedFile } from './exports.ts'
import { OpenImports } from './open-imports.ts'
import type { Prompts } from './prompts.ts'
import { Runs } from './runs.ts'

type Wished = CheckedInput<'storeImports'>['imports'][number]

type ImportCall =
  | 'openImport'
  | 'openWaiting'
  | 'previewImport'
  | 'listImport'
  | 'redactImport'
  | 'cancelImport'
  | 'closeImport'
  | 'storeImports'

/** What was taken in, by its number. */
export interface Taken {
  import: number
  isSnapshotFile: boolean
}

export interface ImportHandlers extends Pick<Handlers, ImportCall> {
  /**
   * Takes in a file or a folder of this machine, however large, without storing anything. `name`: what it is called, by
   * default its own name. Throws CallError `usage` or `refused`.
   */
  openPath: (asked: { path: string; name?: string }) => Promise<Taken>
}

export function importHandlers(library: Library, ports: Ports, prompts: Prompts): ImportHandlers {
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
  const snapshotsOf = async (wished: readonly Wished[]): Promise<Snapshot[]> => {
    const snapshots: Snapshot[] = []
    const handings: Handing[] = []
    for (const { import: id, corrections } of wished) {
      const kept = open.named(id)
      if ('snapshots' in kept) snapshots.push(...kept.snapshots.map(judged))
      else if (corrections === null) throw new CallError('usage', importMessages.noSite())
      else handings.push({ input: kept.input, context: contextOf(corrections) })
    }
    await refuseOtherContent(library, snapshots)
    return [...snapshots, ...readTogether(handings)]
  }
  const takeHanded = async (given: Handed): Promise<Taken> => {
    const handed = await plain(given, passphrase)
    const text = progressMessages.file({ name: handed.name })
    const tell = (done: number, total: number) =>
      ports.emit('progress', { task: 'import', text, done, total, step: null })
    try {
      return await runs.run(async (signal) => {
        const run = { signal, onProgress: tell }
        const [only] = handed.files
        const isOfThisProgram = !handed.isFolder && only !== undefined && (await isSnapshotFile(only.read))
        if (!isOfThisProgram) return { import: open.keep({ input: await takeIn(handed, run) }), isSnapshotFile: false }
        const snapshots = await readSnapshotFile(await wholeOf(only), limits, run)
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
      const handed = await handedPath(path)
      return { name: handed.name, ...(await takeHanded(handed)) }
    },
    openPath: async ({ path, name }) => {
      const handed = await handedPath(path)
      return takeHanded(name === undefined ? handed : { ...handed, name })
    },
    openImport: async ({ name, files }) => {
      const held = files.map(({ path, base64, modifiedAt }) => {
        const modifiedAtMs = modifiedAt === null ? null : Date.parse(modifiedAt)
        return handedBytes(path, Buffer.from(base64, 'base64'), modifiedAtMs)
      })
      return takeHanded({ name, isFolder: files.some(({ path }) => path.includes('/')), files: held, passedOver: [] })
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
      const snapshots = await snapshotsOf(imports)
      const stored = await library.add({ snapshots })
      for (const each of imports) open.forget(each.import)
      return { snapshots: stored }
    },
  }
}

/** The file without its passphrase, where it is under one. Throws CallError `refused`. */
async function plain(handed: Handed, passphrase: (file: string) => Promise<string | null>): Promise<Handed> {
  const [only] = handed.files
  if (handed.isFolder || only === undefined || !isEncrypted(await headOf(only, encryptedHeadBytes))) return handed
  const bytes = await opened(await wholeOf(only), handed.name, passphrase)
  return { ...handed, files: [handedBytes(only.path, bytes, only.modifiedAtMs)] }
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
