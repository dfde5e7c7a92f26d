/** When the outputs in files were made. */
import { importTimes } from '../../../shared/messages/import.ts'
import type { Message } from '../../../shared/model.ts'
import type { DateOutput } from '../../../shared/parse/date-output.ts'
import type { ImportContext, ImportInput } from '../importer.ts'
import { clockTime } from '../transcript/times.ts'

export interface FilesTime {
  atMs: number
  /** How it was; null when a clock or a person told it. */
  inferred: Message | null
}

/** The person's word, a clock in the files, the newest of their own times, or now. */
export function timeOfFiles(
  { files }: Pick<ImportInput, 'files'>,
  clock: DateOutput | null,
  { atMs, nowMs }: Pick<ImportContext, 'atMs' | 'nowMs'>,
): FilesTime {
  if (atMs !== null) return { atMs, inferred: null }
  if (clock !== null) return clockTime(clock, null)
  const newest = files.reduce((latest, { modifiedAtMs }) => Math.max(latest, modifiedAtMs ?? 0), 0)
  // Archives made without times say 1970 or 1980.
  if (newest > Date.UTC(2000, 0)) return { atMs: newest, inferred: importTimes.newestFile() }
  return { atMs: nowMs, inferred: importTimes.nothingInFiles() }
}
