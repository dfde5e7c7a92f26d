/** Unpacks tar archives of strangers, plain or compressed: limits and names are watched while unpacking. */

import { Readable, Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { CallError } from '../../shared/contract/call-error.ts'
import { type ArchiveNoun, archiveMessages } from '../../shared/messages/archive.ts'
import { importMessages } from '../../shared/messages/import.ts'
import type { Message } from '../../shared/model.ts'
import { reasonOf } from '../../shared/words/reason.ts'

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
  /**
   * True: anything but plain files with plain names refuses the archive. False: symbolic links and names with control
   * characters, backslashes or bytes that are not UTF-8 are passed over, never followed.
   */
  isStrict: boolean
  /** Whether a file is wanted; unwanted ones are passed over, also when they are larger than the limit of one file. */
  wants?: (path: string, bytes: number) => boolean
  /** When it is aborted, the reading ends with a CallError `cancelled`. */
  signal?: AbortSignal
  /** How many bytes of the archive are read. */
  onProgress?: (done: number, total: number) => void
  /** Ends the reading early. */
  isEnough?: (path: string) => boolean
}

const startsWith = (head: Uint8Array, magic: number[]): boolean => magic.every((byte, index) => head[index] === byte)
export const isGzip = (head: Uint8Array): boolean => startsWith(head, [0x1f, 0x8b])
const isXz = (head: Uint8Array): boolean => startsWith(head, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])
/** `ustar` stands at the same place in every tar that is not older than POSIX. */
const isTar = (head: Uint8Array): boolean =>
  head.length >= 512 && Buffer.from(head.subarray(257, 262)).toString('latin1') === 'ustar'
export const isArchive = (head: Uint8Array): boolean => isGzip(head) || isXz(head) || isTar(head)

const refused = (message: Message): CallError => new CallError('refused', message)

/**
 * The files of an archive and the paths of what was passed over, in its order. Throws CallError `refused` when it is
 * damaged, too large, or holds anything but plain files and folders with harmless names.
 */
export async function unpack(
  bytes: Uint8Array,
  { noun, limits, isStrict, wants = () => true, isEnough = () => false, signal, onProgress }: UnpackOptions,
): Promise<{ files: ArchiveFile[]; passedOver: string[] }> {
  let total = 0
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      total += chunk.length
      if (total > limits.totalBytes) done(refused(archiveMessages.tooLarge({ noun, bytes: limits.totalBytes })))
      else done(null, chunk)
    },
  })
  const archive = extract()
  const fail = (error: Error) => archive.destroy(error)
  const plain = await decompressed(Readable.from(slicesOf(bytes, signal, onProgress)), bytes)
  plain.on('error', fail).pipe(watch.on('error', fail)).pipe(archive)
  const files: ArchiveFile[] = []
  const passedOver: string[] = []
  const paths = new Set<string>()
  let entries = 0
  try {
    for await (const entry of archive) {
      const { name, type, size = 0, mtime } = entry.header
      if (++entries > limits.entries) throw refused(archiveMessages.tooFull({ noun, entries: limits.entries }))
      const path = name.replace(/^\.\//, '').replace(/\/$/, '')
      const isFolder = type === 'directory'
      if (isFolder && path === '') {
        entry.resume()
        continue
      }
      if (leadsAway(path) || (isStrict && isStrange(path)))
        throw refused(archiveMessages.unsafeName({ noun, name: JSON.stringify(name.slice(0, 80)) }))
      if (!isFolder && type !== 'file' && (isStrict || type !== 'symlink'))
        throw refused(archiveMessages.noPlainFile({ noun, path, type: type ?? 'entry' }))
      if (isFolder || type === 'symlink' || isStrange(path)) {
        if (!isFolder) passedOver.push(path)
        entry.resume()
        continue
      }
      if (paths.has(path)) throw refused(archiveMessages.twice({ noun, path }))
      paths.add(path)
      if (!wants(path, size)) {
        passedOver.push(path)
        entry.resume()
        continue
      }
      if (size > limits.fileBytes) throw refused(archiveMessages.fileTooLarge({ noun, path, bytes: limits.fileBytes }))
      const chunks: Buffer[] = []
      for await (const chunk of entry) chunks.push(chunk as Buffer)
      files.push({ path, content: Buffer.concat(chunks), modifiedAtMs: mtime?.getTime() ?? null })
      if (isEnough(path)) break
    }
  } catch (error) {
    if (error instanceof CallError) throw error
    throw refused(archiveMessages.damaged({ noun, why: reasonOf(error) }))
  } finally {
    plain.destroy()
  }
  return { files, passedOver }
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

async function decompressed(packed: Readable, bytes: Uint8Array): Promise<Readable> {
  if (isGzip(bytes)) {
    const gunzip = createGunzip()
    return packed.on('error', (error) => gunzip.destroy(error)).pipe(gunzip)
  }
  if (!isXz(bytes)) return packed
  // Loaded when wanted: few files are in this format.
  const { XzReadableStream } = (await import('xz-decompress')).default
  return Readable.fromWeb(new XzReadableStream(Readable.toWeb(packed) as ReadableStream<Uint8Array>) as never)
}

/** Empty, absolute, or with parts that lead elsewhere. */
const leadsAway = (path: string): boolean =>
  /^[A-Za-z]:/.test(path) || path.split('/').some((part) => part === '' || part === '.' || part === '..')
const isStrange = (path: string): boolean => path.length > 1024 || /[\\\u0000-\u001f\ufffd]/.test(path)
