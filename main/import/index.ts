/** The table of importers: one line each, the more particular first. */
import { CallError } from '../../shared/contract/call-error.ts'
import { importMessages } from '../../shared/messages/import.ts'
import type { Snapshot } from '../../shared/model.ts'
import { clusterDump } from './files/cluster-dump.ts'
import { plainFiles } from './files/plain-files.ts'
import { sosreport } from './files/sosreport.ts'
import { supportBundle } from './files/support-bundle.ts'
import { terminalLog } from './files/terminal-log.ts'
import type { ImportContext, Importer, ImportInput, ImportResult, Piece } from './importer.ts'

export const importers: readonly Importer[] = [sosreport, supportBundle, clusterDump, terminalLog, plainFiles]

/** Reads with the first importer that recognises it; the last of the table takes anything. */
export function readInput(input: ImportInput, context: ImportContext): ImportResult & { importer: Importer } {
  const importer = importers.find((each) => each.recognises(input)) ?? plainFiles
  return { importer, ...importer.read(input, context) }
}

/** What is to be stored, oldest first. Throws CallError `refused` when nothing was recognised. */
export function readSnapshots(input: ImportInput, context: ImportContext): Snapshot[] {
  const { snapshots, pieces } = readInput(input, context)
  if (snapshots.length === 0) throw nothingRead(input.name, pieces)
  return snapshots
}

function nothingRead(name: string, pieces: readonly Piece[]): CallError {
  const kinds = importMessages.words({
    en: new Intl.ListFormat('en').format(importers.map(({ takes }) => takes.en)),
    zh: importers.map(({ takes }) => takes.zh).join('、'),
  })
  const expected = importMessages.expected({ kinds })
  const [only, other] = pieces
  const isOnly = only !== undefined && other === undefined && only.id === name
  const message = isOnly
    ? importMessages.fileNotRead({ name, reason: only.reason, expected })
    : importMessages.nothingRead({ name, expected })
  return new CallError('refused', message)
}
