/**
 * Unpacks tar archives that must be just so, plain or compressed: limits and names are watched while unpacking, and what
 * is not a plain file with a plain name refuses the whole. Collections of other programs are walked: see `walk.ts`.
 */
import { Readable, Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { extract, type Header } from 'tar-stream'
import { CallError } from '../../shared/contract/call-error.ts'
import { type ArchiveNoun, archiveMessages } from '../../shared/messages/archive.ts'
import { importMessages } from '../../shared/messages/import.ts'
import type { Message } from '../../shared/model.ts'
import { reasonOf } from '../../shared/words/reason.ts'
import { decompressed } from './decompress.ts'
import { entryPath, isStrange, leadsAway } from './entry.ts'
import { formatOf } from './format.ts'

export interface ArchiveFile {
  path: string
  content: Buffer
  modifiedAtMs: number | null
}

export interface ArchiveLimits {
  /** Of the archive, unpacked. */
  totalBytes: number
  /** Of one file. */
  fileBytes: number
  entries: number
}

export interface UnpackOptions {
  /** What the archive is called in sentences. */
  noun: ArchiveNoun
  limits: ArchiveLimits
  /** When it is aborted, the reading ends with a CallError `cancelled`. */
  signal?: AbortSignal
  /** How many bytes of the archive are read. */
  onProgress?: (done: number, total: number) => void
}

const refused = (message: Message): CallError => new CallError('refused', message)

/** The files of an archive, in its order. Throws CallError `refused` when it is damaged, too large, or holds anything else. */
export async function unpack(bytes: Uint8Array, options: UnpackOptions): Promise<ArchiveFile[]> {
  const { noun, limits } = options
  const archive = extract()
  const fail = (error: Error) => archive.destroy(error)
  const packed = Readable.from(slicesOf(bytes, options.signal, options.onProgress))
  const format = formatOf(bytes)
  const plain = format === 'gzip' || format === 'xz' ? await decompressed(packed, format) : packed
  plain.on('error', fail).pipe(measured(noun, limits.totalBytes).on('error', fail)).pipe(archive)
  const files = new Map<string, ArchiveFile>()
  let entries = 0
  try {
    for await (const entry of archive) {
      if (++entries > limits.entries) throw refused(archiveMessages.tooFull({ noun, entries: limits.entries }))
      const path = filePath(entry.header, noun)
      if (path === null) {
        entry.resume()
        continue
      }
      if (files.has(path)) throw refused(archiveMessages.twice({ noun, path }))
      const { size = 0, mtime } = entry.header
      if (size > limits.fileBytes) throw refused(archiveMessages.fileTooLarge({ noun, path, bytes: limits.fileBytes }))
      files.set(path, { path, content: await buffer(entry), modifiedAtMs: mtime?.getTime() ?? null })
    }
  } catch (error) {
    if (error instanceof CallError) throw error
    throw refused(archiveMessages.damaged({ noun, why: reasonOf(error) }))
  } finally {
    plain.destroy()
  }
  return [...files.values()]
}

/** Null for a folder. Throws CallError `refused` for anything that is no plain file with a plain name. */
function filePath({ name, type }: Header, noun: ArchiveNoun): string | null {
  const path = entryPath(name)
  if (type === 'directory' && path === '') return null
  if (leadsAway(path) || isStrange(path))
    throw refused(archiveMessages.unsafeName({ noun, name: JSON.stringify(name.slice(0, 80)) }))
  if (type === 'directory') return null
  if (type !== 'file') throw refused(archiveMessages.noPlainFile({ noun, path, type: type ?? 'entry' }))
  return path
}

/** Lets through as much as an archive may hold. */
function measured(noun: ArchiveNoun, mostBytes: number): Transform {
  let total = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      total += chunk.length
      if (total > mostBytes) done(refused(archiveMessages.tooLarge({ noun, bytes: mostBytes })))
      else done(null, chunk)
    },
  })
}

const sliceBytes = 1024 * 1024

/** Between slices others have their turn, and a cancel is heard. */
async function* slicesOf(
  bytes: Uint8Array,
  signal: AbortSignal | undefined,
  onProgress: UnpackOptions['onProgress'],
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += sliceBytes) {
    await new Promise((resolve) => setImmediate(resolve))
    if (signal?.aborted === true) throw new CallError('cancelled', importMessages.cancelled())
    onProgress?.(at, bytes.length)
    yield bytes.subarray(at, at + sliceBytes)
  }
}
