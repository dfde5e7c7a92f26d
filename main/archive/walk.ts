/**
 * Walks through archives of strangers, and archives within them, as a stream: whoever walks sees the beginning of each file
 * and takes it, or not. Nothing is written anywhere, no link is followed; what is no plain file is passed over and counted.
 */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { extract } from 'tar-stream'
import { CallError } from '../../shared/contract/call-error.ts'
import { archiveMessages } from '../../shared/messages/archive.ts'
import { importMessages } from '../../shared/messages/import.ts'
import type { Message } from '../../shared/model.ts'
import { reasonOf } from '../../shared/words/reason.ts'
import { decompressed } from './decompress.ts'
import { entryPath, isStrange, leadsAway } from './entry.ts'
import { type Format, formatHeadBytes, formatOf, type UnreadFormat } from './format.ts'
import { HeadedBytes } from './headed.ts'
import { type ZipSource, zipEntries } from './zip.ts'

export interface WalkedFile {
  /** With the folders and archives that it is in. */
  path: string
  modifiedAtMs: number | null
  content: HeadedBytes
}

export interface Walker {
  /** False of a file that by its path alone is none that is looked for: it is not opened. */
  isLookedFor: (path: string) => boolean
  /** Takes a file, or leaves it; what is not read of it is lost. */
  take: (file: WalkedFile) => Promise<void>
  /** What cannot be a file that somebody reads: links, devices, strange names, a name for the second time. */
  passOver: (path: string) => void
  /** An archive within one that is not read, or not to its end. */
  cannotRead: (path: string, why: Message) => void
}

export interface WalkLimits {
  /** Of everything, unpacked. */
  totalBytes: number
  /** Of an archive that must be held whole: a zip within another archive. */
  heldBytes: number
  entries: number
  /** Archives within archives. */
  depth: number
}

const noun = 'archive'
const refused = (message: Message): CallError => new CallError('refused', message)

/** One walk over everything that a person handed over. */
export class ArchiveWalk {
  private readonly walker: Walker
  private readonly limits: WalkLimits
  private readonly signal: AbortSignal | undefined
  private readonly paths = new Set<string>()
  private entries = 0
  private unpackedBytes = 0

  constructor(walker: Walker, limits: WalkLimits, signal?: AbortSignal) {
    this.walker = walker
    this.limits = limits
    this.signal = signal
  }

  /**
   * A file, or what it holds when it is an archive. `zip`: where a zip can be read from without holding it. Throws
   * CallError `refused` when the file that was handed over is damaged, too large, or of a kind that is not read.
   */
  async file(file: WalkedFile, zip: ZipSource | null = null, depth = 0): Promise<void> {
    const format = formatOf(await file.content.head(formatHeadBytes))
    if (format === null) return this.walker.take(file)
    if (depth > this.limits.depth) return this.walker.passOver(file.path)
    try {
      await this.open(file, format, zip, depth)
    } catch (error) {
      const why = error instanceof CallError ? error : refused(archiveMessages.damaged({ noun, why: reasonOf(error) }))
      // Of an archive within another the rest can still be read.
      if (depth === 0 || why.code !== 'refused' || this.isOverLimit()) throw why
      this.walker.cannotRead(file.path, why.told)
    }
  }

  private async open(file: WalkedFile, format: Format, zip: ZipSource | null, depth: number): Promise<void> {
    if (isUnread(format)) throw refused(archiveMessages.otherFormat({ format }))
    if (format === 'tar') return this.tar(file, depth)
    if (format === 'zip') return this.zip(file, zip ?? (await this.held(file)), depth)
    const packed = Readable.from(file.content.bytes())
    const unpacked = await decompressed(packed, format)
    const within = new HeadedBytes(this.measured(unpacked))
    try {
      // What is packed is one file, and most often a tar.
      await this.file({ ...file, path: withoutEnding(file.path), content: within }, null, depth)
    } finally {
      await within.close()
      unpacked.destroy()
      packed.destroy()
    }
  }

  private async tar(file: WalkedFile, depth: number): Promise<void> {
    const archive = extract()
    const packed = Readable.from(file.content.bytes())
    packed.on('error', (error) => archive.destroy(error)).pipe(archive)
    const folder = folderOf(file.path, depth)
    for await (const entry of archive) {
      const { name, type, mtime } = entry.header
      const content = new HeadedBytes(entry as AsyncIterable<Buffer>)
      const path = this.entryPath(name)
      if (type === 'directory') this.countEntry()
      else if (type !== 'file' && type !== 'contiguous-file') this.passOver(folder + path)
      else await this.entry({ path: folder + path, modifiedAtMs: mtime?.getTime() ?? null, content }, depth)
      await content.drain()
    }
  }

  private async zip(file: WalkedFile, source: ZipSource, depth: number): Promise<void> {
    const folder = folderOf(file.path, depth)
    for await (const { name, isPlain, modifiedAtMs, open } of zipEntries(source)) {
      const path = this.entryPath(name)
      if (path === '' || name.endsWith('/')) continue
      if (!isPlain) this.passOver(folder + path)
      else {
        const content = new HeadedBytes(this.measured(await open()))
        await this.entry({ path: folder + path, modifiedAtMs, content }, depth)
        await content.close()
      }
    }
  }

  private async entry(file: WalkedFile, depth: number): Promise<void> {
    this.countEntry()
    const isLeft = isStrange(file.path) || this.paths.has(file.path) || !this.walker.isLookedFor(file.path)
    if (isLeft) this.walker.passOver(file.path)
    else {
      this.paths.add(file.path)
      await this.file(file, null, depth + 1)
    }
  }

  private entryPath(name: string): string {
    const path = entryPath(name)
    if (path !== '' && leadsAway(path))
      throw refused(archiveMessages.unsafeName({ noun, name: JSON.stringify(name.slice(0, 80)) }))
    return path
  }

  private passOver(path: string): void {
    this.countEntry()
    this.walker.passOver(path)
  }

  private async held(file: WalkedFile): Promise<ZipSource> {
    return { bytes: await buffer(this.upTo(file, this.limits.heldBytes)) }
  }

  private async *upTo(file: WalkedFile, bytes: number): AsyncGenerator<Buffer> {
    let total = 0
    for await (const chunk of file.content.bytes()) {
      total += chunk.length
      if (total > bytes) throw refused(archiveMessages.fileTooLarge({ noun, path: file.path, bytes }))
      yield chunk
    }
  }

  private countEntry(): void {
    const { entries } = this.limits
    if (++this.entries > entries) throw refused(archiveMessages.tooFull({ noun, entries }))
    if (this.signal?.aborted === true) throw new CallError('cancelled', importMessages.cancelled())
  }

  private isOverLimit(): boolean {
    return this.entries > this.limits.entries || this.unpackedBytes > this.limits.totalBytes
  }

  /** Lets through as much as everything together may hold. */
  private async *measured(unpacked: Readable): AsyncGenerator<Buffer> {
    const { totalBytes } = this.limits
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      this.unpackedBytes += chunk.length
      if (this.unpackedBytes > totalBytes) throw refused(archiveMessages.tooLarge({ noun, bytes: totalBytes }))
      if (this.signal?.aborted === true) throw new CallError('cancelled', importMessages.cancelled())
      yield chunk
    }
  }
}

const isUnread = (format: Format): format is UnreadFormat => format === '7z' || format === 'rar'

/** The archive that was handed over gives no folder: what it holds stands as if it had been unpacked. */
const folderOf = (path: string, depth: number): string => (depth === 0 ? '' : `${withoutEnding(path)}/`)

/** `a.tar.gz` is first `a.tar`, then `a`. */
const withoutEnding = (path: string): string =>
  path.replace(/\.(?:tgz|txz|tbz2?|tzst)$/i, '').replace(/\.(?:gz|xz|bz2|zst|tar|zip|kshrk)$/i, '')
