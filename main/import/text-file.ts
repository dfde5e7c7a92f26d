/** Reads a file that should hold text. */
import { CallError } from '../../shared/contract/call-error.ts'
import { importMessages } from '../../shared/messages/import.ts'
import { handedPath, wholeOf } from './handed.ts'

/**
 * The text of a file: UTF-8, with or without a byte order mark, or else GB 18030, in which Chinese Windows terminals log.
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
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    try {
      return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
    } catch {
      return new TextDecoder('utf-8').decode(bytes)
    }
  }
}

/** The same of a file's first bytes, which may end within a character. */
export const decodedBeginning = (head: Buffer): string | null => (head.includes(0) ? null : head.toString('utf8'))
