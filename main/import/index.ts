/** The table of importers: one line each, the more particular first. */
import { CallError } from '../../shared/contract/call-error.ts'
import { importMessages } from '../../shared/messages/import.ts'
import type { Snapshot } from '../../shared/model.ts'
import type { Text } from '../../shared/words/language.ts'
import { clusterDump } from './files/cluster-dump.ts'
import { readCollection } from './files/collection.ts'
import { harvesterBundle } from './files/harvester-bundle.ts'
import { insightsArchive } from './files/insights-archive.ts'
import { k8sharkCapture } from './files/k8shark-capture.ts'
import { kollaLogs } from './files/kolla-logs.ts'
import { mustGather } from './files/must-gather.ts'
import { rancherLogs } from './files/rancher-logs.ts'
import { savedOutputs } from './files/saved-outputs.ts'
import { sonobuoyResults } from './files/sonobuoy-results.ts'
import { sosreport } from './files/sosreport.ts'
import { starlingxCollect } from './files/starlingx-collect.ts'
import { supportBundle } from './files/support-bundle.ts'
import { supportconfig } from './files/supportconfig.ts'
import { terminalLog } from './files/terminal-log.ts'
import type { ImportContext, Importer, ImportInput, ImportResult, InputFile, Piece } from './importer.ts'

export const importers: readonly Importer[] = [
  sosreport,
  insightsArchive,
  supportconfig,
  starlingxCollect,
  rancherLogs,
  kollaLogs,
  supportBundle,
  harvesterBundle,
  k8sharkCapture,
  sonobuoyResults,
  clusterDump,
  mustGather,
  savedOutputs,
]

/** What is read, as people call it. */
export interface Kind {
  name: string
  title: Text
  takes: Text
}
/** All that can be imported, snapshot files aside. */
export const kinds: readonly Kind[] = [...importers, terminalLog]

const collections = importers.filter((each) => each !== savedOutputs)

/** A file by itself may be a terminal log; anything else is a collection, in which there may be some. */
export function readInput(input: ImportInput, context: ImportContext): ImportResult & { importer: Kind } {
  const [file, other] = input.files
  if (file !== undefined && other === undefined && terminalLog.recognises(file))
    return { importer: terminalLog, ...terminalLog.read(file, input.name, context) }
  const isLog = ({ path }: InputFile): boolean => collections.every(({ topOf }) => topOf(path) === null)
  const logs = input.files.filter((each) => isLog(each) && terminalLog.recognisesAmongOthers(each))
  const rest = { ...input, files: input.files.filter((each) => !logs.includes(each)) }
  const collected = readCollection(rest, context, collections, savedOutputs)
  return logs.length === 0 ? collected : withLogs(collected, logs, context)
}

/** The same with the snapshots of terminal logs; their pieces are known by the file and the line. */
function withLogs<R extends ImportResult>(collected: R, logs: readonly InputFile[], context: ImportContext): R {
  const snapshots = [...collected.snapshots]
  const pieces = [...collected.pieces]
  for (const log of logs) {
    const ahead = `${log.path} `
    const words = Object.entries(context.assigned).filter(([id]) => id.startsWith(ahead))
    const assigned = Object.fromEntries(words.map(([id, word]) => [id.slice(ahead.length), word]))
    const read = terminalLog.read(log, log.path, { ...context, assigned })
    const before = snapshots.length
    snapshots.push(...read.snapshots)
    for (const piece of read.pieces) {
      const { stored } = piece
      const moved = stored === null ? null : { ...stored, snapshot: stored.snapshot + before }
      pieces.push({ ...piece, id: ahead + piece.id, stored: moved })
    }
  }
  return { ...collected, snapshots, pieces }
}

/** What is to be stored, oldest first. Throws CallError `not-understood` when nothing was recognised. */
export function readSnapshots(input: ImportInput, context: ImportContext): Snapshot[] {
  const { snapshots, pieces } = readInput(input, context)
  if (snapshots.length === 0) throw nothingRead(input.name, pieces)
  return snapshots
}

/** Why nothing of it is stored: `pieces` are what was met in it. */
export function nothingRead(name: string, pieces: readonly Piece[]): CallError {
  const takes = importMessages.words({
    en: new Intl.ListFormat('en').format(kinds.map((each) => each.takes.en)),
    zh: kinds.map((each) => each.takes.zh).join('、'),
  })
  const expected = importMessages.expected({ kinds: takes })
  const [only, other] = pieces
  const isOnly = only !== undefined && other === undefined && only.id === name
  const message = isOnly
    ? importMessages.fileNotRead({ name, reason: only.reason, expected })
    : importMessages.nothingRead({ name, expected })
  return new CallError('not-understood', message)
}
