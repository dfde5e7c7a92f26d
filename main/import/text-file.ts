/** Reads a file that should hold text. */

import { open } from 'node:fs/promises'
import { CallError } from '../../shared/contract/call-error.ts'
import { importMessages } from '../../shared/messages/import.ts'
import { reasonOf } from '../../shared/words/reason.ts'

/** The largest file that is read: months of a busy terminal, or a packed snapshot file. */
export const maxFileBytes = 256 * 1024 * 1024

/**
 * The text of a file: UTF-8, with or without a byte order mark, or else GB 18030, in which Chinese Windows terminals log.
 * Throws CallError `usage` (no such file) or `refused` (too large, or not text).
 */
export async function readTextFile(path: string): Promise<string> {
  return textOf(await readFileBytes(path), path)
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

/** The bytes of a file. Throws CallError `usage` or `refused`. */
export async function readFileBytes(path: string): Promise<Buffer> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    const isMissing = error.code === 'ENOENT'
    const { noSuchFile, notOpened } = importMessages
    throw new CallError('usage', isMissing ? noSuchFile({ path }) : notOpened({ path, why: error.message }))
  })
  try {
    const { size } = await file.stat()
    if (size > maxFileBytes) throw new CallError('refused', importMessages.fileTooLarge({ path, bytes: maxFileBytes }))
    return await file.readFile()
  } catch (error) {
    if (error instanceof CallError) throw error
    throw new CallError('usage', importMessages.notReadable({ path, why: reasonOf(error) }))
  } finally {
    await file.close()
  }
}
