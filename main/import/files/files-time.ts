/** When the outputs in files were made. */
import type { ImportContext, ImportInput } from '../importer.ts'

export interface FilesTime {
  atMs: number
  /** In words; null when a clock or a person told it. */
  inferred: string | null
}

/** The person's word, a clock in the files, the newest of their own times, or now. */
export function timeOfFiles(
  { files }: Pick<ImportInput, 'files'>,
  clockMs: number | null,
  { atMs, nowMs }: Pick<ImportContext, 'atMs' | 'nowMs'>,
): FilesTime {
  if (atMs !== null) return { atMs, inferred: null }
  if (clockMs !== null) return { atMs: clockMs, inferred: null }
  const newest = files.reduce((latest, { modifiedAtMs }) => Math.max(latest, modifiedAtMs ?? 0), 0)
  // Archives made without times say 1970 or 1980.
  if (newest > Date.UTC(2000, 0)) return { atMs: newest, inferred: 'the newest time of its files' }
  return { atMs: nowMs, inferred: 'nothing in the files tells their time: the time of the import' }
}
