/** The table of importers: one line each, the more particular first. */
import { clusterDump } from './cluster-dump.ts'
import type { ImportContext, Importer, ImportInput, ImportResult } from './importer.ts'
import { plainFiles } from './plain-files.ts'
import { sosreport } from './sosreport.ts'
import { supportBundle } from './support-bundle.ts'
import { transcript } from './transcript.ts'

export const importers: readonly Importer[] = [sosreport, supportBundle, clusterDump, transcript, plainFiles]

/** Reads with the first importer that recognises it; the last of the table takes anything. */
export function readInput(input: ImportInput, context: ImportContext): ImportResult & { importer: string } {
  const importer = importers.find((each) => each.recognises(input)) ?? plainFiles
  return { importer: importer.name, ...importer.read(input, context) }
}
