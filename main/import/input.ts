/** Opens archives that are not ours: of what they hold, what the importers want to see. */
import { isArchive } from '../archive/format.ts'
import { type UnpackOptions, unpack } from '../archive/unpack.ts'
import type { ImportInput } from './importer.ts'
import { importers } from './index.ts'

type Run = Pick<UnpackOptions, 'signal' | 'onProgress'>

/** The longest output that is read of one command. */
export const maxOutputBytes = 64 * 1024 * 1024
/** A sosreport copies all of /etc, /proc and the logs: tens of thousands of entries, most of which are passed over. */
export const archiveLimits = { totalBytes: 4 * 1024 * 1024 * 1024, fileBytes: maxOutputBytes, entries: 200_000 }

/** Null when the archive is a snapshot file. Throws CallError `refused` when it is damaged, too large, or strange. */
async function unpackedInput(name: string, bytes: Buffer, run: Run): Promise<ImportInput | null> {
  const particular = importers.filter(({ isParticular }) => isParticular)
  const options = { noun: 'archive', limits: archiveLimits, isStrict: false, ...run } as const
  const manifest = 'manifest.json'
  const first = await unpack(bytes, {
    ...options,
    wants: (path, size) => path === manifest || (size <= maxOutputBytes && particular.some(({ wants }) => wants(path))),
    isEnough: (path) => path === manifest,
  })
  if (first.files.some(({ path }) => path === manifest)) return null
  if (first.files.length > 0) return { name, ...first }
  return { name, ...(await unpack(bytes, { ...options, wants: (_path, size) => size <= maxOutputBytes })) }
}

/** What a single file holds when it is an archive; else the file. Null when it is a snapshot file. */
export async function inputOf(input: ImportInput, run: Run = {}): Promise<ImportInput | null> {
  const [file, other] = input.files
  if (file === undefined || other !== undefined || !isArchive(file.content)) return input
  return unpackedInput(input.name, file.content, run)
}
