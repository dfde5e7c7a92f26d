/** Takes in what a person handed over: opens archives, looks at the beginning of each file, and holds what may be an output. */
import { CallError } from '../../shared/contract/call-error.ts'
import { importMessages, importReasons } from '../../shared/messages/import.ts'
import type { Message } from '../../shared/model.ts'
import { formatHeadBytes, formatOf } from '../archive/format.ts'
import { HeadedBytes } from '../archive/headed.ts'
import { ArchiveWalk, type WalkedFile, type Walker } from '../archive/walk.ts'
import { type Handed, type HandedFile, maxFileBytes, wholeOf } from './handed.ts'
import type { ImportInput } from './importer.ts'
import { isLookedFor, lookedAtBytes, worthReading } from './worth-reading.ts'

export interface TakingIn {
  /** When it is aborted, the reading ends with a CallError `cancelled`. */
  signal?: AbortSignal
  /** How many bytes of what was handed over are read. */
  onProgress?: (done: number, total: number) => void
}

/** The longest output that is read of one command. */
export const maxOutputBytes = 64 * 1024 * 1024
/** What is held of one import, so that a machine of an ordinary size can work on it. */
const maxHeldBytes = 192 * 1024 * 1024
/** Of that, of short texts that look like nothing. */
const maxPerhapsBytes = 16 * 1024 * 1024
/** A sosreport copies all of /etc, /proc and the logs: tens of thousands of entries, most of which are passed over. */
const limits = {
  totalBytes: 64 * 1024 * 1024 * 1024,
  heldBytes: maxFileBytes,
  entries: 200_000,
  depth: 4,
}

/** Throws CallError `refused` when an archive is damaged, too large, or strange; `cancelled`. */
export async function takeIn(handed: Handed, run: TakingIn = {}): Promise<ImportInput> {
  const [only] = handed.files
  if (!handed.isFolder && only !== undefined && formatOf(await headOf(only, formatHeadBytes)) === null) {
    const content = await wholeOf(only)
    return { name: handed.name, files: [{ path: only.path, content, modifiedAtMs: only.modifiedAtMs }], passedOver: [] }
  }
  const held = new Held(handed.passedOver)
  const walk = new ArchiveWalk(held, limits, run.signal)
  const total = handed.files.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  const told = async function* (file: HandedFile): AsyncGenerator<Uint8Array> {
    for await (const chunk of file.read() as AsyncIterable<Buffer>) {
      done += chunk.length
      run.onProgress?.(Math.min(done, total), total)
      yield chunk
    }
  }
  for (const file of handed.files) {
    if (run.signal?.aborted === true) throw new CallError('cancelled', importMessages.cancelled())
    if (handed.isFolder && !isLookedFor(file.path)) {
      done += file.bytes
      held.passOver(file.path)
      continue
    }
    const content = new HeadedBytes(told(file))
    await walk.file({ path: file.path, modifiedAtMs: file.modifiedAtMs, content }, file.zip, handed.isFolder ? 1 : 0)
    await content.close()
  }
  return { name: handed.name, files: held.files, passedOver: held.passedOver }
}

/** The first bytes of a file. */
export async function headOf(file: HandedFile, bytes: number): Promise<Buffer> {
  const content = new HeadedBytes(file.read() as AsyncIterable<Buffer>)
  try {
    return await content.head(bytes)
  } finally {
    await content.close()
  }
}

/** What is kept of a walk. */
class Held implements Walker {
  readonly files: ImportInput['files'] = []
  readonly passedOver: string[]
  private heldBytes = 0
  private perhapsBytes = 0

  constructor(passedOver: readonly string[]) {
    this.passedOver = [...passedOver]
  }

  isLookedFor(path: string): boolean {
    return isLookedFor(path)
  }

  passOver(path: string): void {
    this.passedOver.push(path)
  }

  cannotRead(path: string, why: Message): void {
    this.files.push({ path, content: Buffer.alloc(0), modifiedAtMs: null, unread: why })
  }

  async take({ path, modifiedAtMs, content }: WalkedFile): Promise<void> {
    const worth = worthReading(path, await content.head(lookedAtBytes))
    if (worth === null || (worth === 'perhaps' && this.perhapsBytes > maxPerhapsBytes)) return this.passOver(path)
    const most = Math.min(maxOutputBytes, maxHeldBytes - this.heldBytes)
    const bytes = await upTo(content, most)
    if (bytes === null)
      return this.cannotRead(
        path,
        most < maxOutputBytes
          ? importReasons.tooMuchTogether({ bytes: maxHeldBytes })
          : importReasons.tooLarge({ bytes: maxOutputBytes }),
      )
    this.heldBytes += bytes.length
    if (worth === 'perhaps') this.perhapsBytes += bytes.length
    this.files.push({ path, content: bytes, modifiedAtMs })
  }
}

/** All bytes, or null when there are more. */
async function upTo(content: HeadedBytes, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let total = 0
  for await (const chunk of content.bytes()) {
    total += chunk.length
    if (total > most) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
