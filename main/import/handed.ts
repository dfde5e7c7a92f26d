/** What a person points at, or what a window hands over: files whose bytes can be read more than once. Nothing is changed. */
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { CallError } from '../../shared/contract/call-error.ts'
import { importMessages } from '../../shared/messages/import.ts'
import { reasonOf } from '../../shared/words/reason.ts'
import type { ZipSource } from '../archive/zip.ts'

/** The most that is held of one file: months of a busy terminal, or a packed snapshot file. */
export const maxFileBytes = 256 * 1024 * 1024

export interface HandedFile {
  /** Of a folder's file with the folder's name ahead; with `/`. */
  path: string
  bytes: number
  modifiedAtMs: number | null
  read: () => Readable
  zip: ZipSource
}

export interface Handed {
  /** Of the file or folder. */
  name: string
  /** False: one file, which may be an archive. */
  isFolder: boolean
  files: HandedFile[]
  /** Paths of links, devices and the like. */
  passedOver: string[]
}

/** Folders beyond this hold something else than outputs. */
const mostEntries = 200_000
const sliceBytes = 1024 * 1024

/** A file, or a folder with all below it; no link is followed. Throws CallError `usage` or `refused`. */
export async function handedPath(path: string): Promise<Handed> {
  const name = basename(path)
  try {
    const found = await stat(path)
    if (found.isDirectory()) return await handedFolder(path)
    const file = fileOnDisk(path, name, found.size, found.mtimeMs)
    return { name, isFolder: false, files: [file], passedOver: [] }
  } catch (error) {
    if (error instanceof CallError) throw error
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const { noSuchFile, notOpened } = importMessages
    throw new CallError('usage', isMissing ? noSuchFile({ path }) : notOpened({ path, why: reasonOf(error) }))
  }
}

async function handedFolder(folder: string): Promise<Handed> {
  const name = basename(folder)
  const below = await readdir(folder, { recursive: true, withFileTypes: true })
  if (below.length > mostEntries)
    throw new CallError('refused', importMessages.folderTooFull({ path: folder, entries: mostEntries }))
  const files: HandedFile[] = []
  const passedOver: string[] = []
  for (const entry of below) {
    if (entry.isDirectory()) continue
    const file = join(entry.parentPath, entry.name)
    const path = `${name}/${relative(folder, file).split(sep).join('/')}`
    if (!entry.isFile()) {
      passedOver.push(path)
      continue
    }
    const { size, mtimeMs } = await stat(file)
    files.push(fileOnDisk(file, path, size, mtimeMs))
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1))
  return { name, isFolder: true, files, passedOver }
}

const fileOnDisk = (file: string, path: string, bytes: number, modifiedAtMs: number): HandedFile => ({
  path,
  bytes,
  modifiedAtMs,
  // Most files are far smaller than a slice: each would cost one.
  read: () => createReadStream(file, { highWaterMark: Math.min(sliceBytes, Math.max(bytes, 1)) }),
  zip: { file },
})

/** A file that is held already. */
export const handedBytes = (path: string, bytes: Buffer, modifiedAtMs: number | null): HandedFile => ({
  path,
  bytes: bytes.length,
  modifiedAtMs,
  read: () => Readable.from(slicesOf(bytes)),
  zip: { bytes },
})

/** All bytes of a file. Throws CallError `usage` or `refused`. */
export async function wholeOf({ path, bytes, read }: HandedFile): Promise<Buffer> {
  if (bytes > maxFileBytes) throw new CallError('refused', importMessages.fileTooLarge({ path, bytes: maxFileBytes }))
  try {
    return await buffer(read())
  } catch (error) {
    throw new CallError('usage', importMessages.notReadable({ path, why: reasonOf(error) }))
  }
}

/** Between slices others have their turn, and a cancel is heard. */
async function* slicesOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += sliceBytes) {
    await new Promise((resolve) => setImmediate(resolve))
    yield bytes.subarray(at, at + sliceBytes)
  }
}
