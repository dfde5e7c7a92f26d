/** Unpacks tar archives of strangers, plain or compressed: limits and names are watched while unpacking. */

import { Readable, Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { extract } from 'tar-stream'
import { CallError } from '../../shared/contract/call-error.ts'
import { type ArchiveNoun, archiveMessages } from '../../shared/messages/archive.ts'
import { importMessages } from '../../shared/messages/import.ts'
import type { Message } from '../../shared/model.ts'
import { reasonOf } from '../../shared/words/reason.ts'
import { entryOf } from './entry.ts'
import { decompressed } from './format.ts'

export interface ArchiveFile {
  path: string
  content: Buffer
  modifiedAtMs: number | null
}

export interface Unpacked {
  files: ArchiveFile[]
  /** Paths of what was not read, in the archive's order. */
  passedOver: string[]
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

const refused = (message: Message): CallError => new CallError('refused', message)

/**
 * The files of an archive and the paths of what was passed over, in its order. Throws CallError `refused` when it is
 * damaged, too large, or holds anything but plain files and folders with harmless names.
 */
export async function unpack(bytes: Uint8Array, options: UnpackOptions): Promise<Unpacked> {
  const { noun, limits, isStrict, wants = () => true, isEnough = () => false } = options
  const archive = extract()
  const fail = (error: Error) => archive.destroy(error)
  const packed = Readable.from(slicesOf(bytes, options.signal, options.onProgress))
  const plain = await decompressed(packed, bytes)
  plain.on('error', fail).pipe(measured(noun, limits.totalBytes).on('error', fail)).pipe(archive)
  const files: ArchiveFile[] = []
  const passedOver: string[] = []
  const paths = new Set<string>()
  let entries = 0
  try {
    for await (const entry of archive) {
      if (++entries > limits.entries) throw refused(archiveMessages.tooFull({ noun, entries: limits.entries }))
      const { path, kind } = entryOf(entry.header, isStrict, noun)
      if (kind === 'file' && paths.has(path)) throw refused(archiveMessages.twice({ noun, path }))
      if (kind === 'file') paths.add(path)
      const { size = 0, mtime } = entry.header
      if (kind !== 'file' || !wants(path, size)) {
        if (kind !== 'folder') passedOver.push(path)
        entry.resume()
        continue
      }
      if (size > limits.fileBytes) throw refused(archiveMessages.fileTooLarge({ noun, path, bytes: limits.fileBytes }))
      files.push({ path, content: await buffer(entry), modifiedAtMs: mtime?.getTime() ?? null })
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
