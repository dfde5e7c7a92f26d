/** Reads a file that should hold text. */
import { CallError } from '../../shared/contract/call-error.ts'
import { importMessages } from '../../shared/messages/import.ts'
import { handedPath, wholeOf } from './handed.ts'

/**
 * The text of a file: UTF-8 or UTF-16, with or without a byte order mark, or else GB 18030, in which Chinese Windows terminals log.
 * Throws CallError `usage` (no such file) or `refused` (too large, or not text).
 */
export async function readTextFile(path: string): Promise<string> {
  const { isFolder, files } = await handedPath(path)
  const [file] = files
  if (isFolder || file === undefined) throw new CallError('usage', importMessages.noTextFile({ path }))
  return textOf(await wholeOf({ ...file, path }), path)
}

/** The same of bytes that were read already. */
export function textOf(bytes: Buffer, path: string): string {
  const text = decoded(bytes)
  if (text === null) throw new CallError('refused', importMessages.noTextFile({ path }))
  return text
}

/** Null when bytes are no text. */
export function decoded(bytes: Buffer): string | null {
  const wide = wideEncoding(bytes)
  if (wide !== null) return decodedAs(wide, bytes)
  if (bytes.includes(0)) return null
  return decodedAs('utf-8', bytes) ?? decodedAs('gb18030', bytes) ?? decodedByLine(bytes)
}

/** Null when the bytes are none of that encoding. */
function decodedAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The same of a file's first bytes, which may end within a character. */
export function decodedBeginning(head: Buffer): string | null {
  const wide = wideEncoding(head)
  if (wide !== null) return new TextDecoder(wide).decode(head)
  return head.includes(0) ? null : head.toString('utf8')
}

/** PowerShell writes UTF-16, mostly with a mark; without one every other byte of ASCII is zero. */
function wideEncoding(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const [start, zeros] = [bytes.subarray(0, toldBytes), [0, 0]]
  if (start.length < 4) return null
  for (const [at, byte] of start.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const most = start.length / 2
  if (odd > most * 0.7 && even === 0) return 'utf-16le'
  return even > most * 0.7 && odd === 0 ? 'utf-16be' : null
}

const toldBytes = 4096
const lineFeed = 0x0a

/** A log may hold what several programs wrote, each in its own encoding; U+FFFD stands for what is of none. */
function decodedByLine(bytes: Buffer): string {
  const lines: string[] = []
  for (let at = 0; at <= bytes.length; ) {
    const found = bytes.indexOf(lineFeed, at)
    const end = found < 0 ? bytes.length : found
    const line = bytes.subarray(at, end)
    lines.push(decodedAs('utf-8', line) ?? decodedAs('gb18030', line) ?? new TextDecoder('utf-8').decode(line))
    at = end + 1
  }
  return lines.join('\n')
}
