/** Reads a file that should hold text. */
import { open } from 'node:fs/promises'
import { CallError } from '../../shared/contract/contract.ts'

/** The largest transcript that is read: months of a busy terminal. */
export const maxTextBytes = 64 * 1024 * 1024

/**
 * The text of a file: UTF-8, with or without a byte order mark, or else GB 18030, in which Chinese Windows terminals log.
 * Throws CallError `usage` (no such file) or `refused` (too large, or not text).
 */
export async function readTextFile(path: string): Promise<string> {
  const bytes = await readBytes(path)
  if (bytes.includes(0)) throw new CallError('refused', `${path} is not a text file; nothing was imported.`)
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

async function readBytes(path: string): Promise<Buffer> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new CallError(
      'usage',
      `${path} cannot be opened: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`,
    )
  })
  try {
    const { size } = await file.stat()
    if (size > maxTextBytes)
      throw new CallError('refused', `${path} is larger than ${maxTextBytes / 1024 / 1024} MB; nothing was imported.`)
    return await file.readFile()
  } catch (error) {
    if (error instanceof CallError) throw error
    throw new CallError('usage', `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`)
  } finally {
    await file.close()
  }
}
