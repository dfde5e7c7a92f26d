/** Takes in what a person points at: a file, or a folder with all below it. Nothing is changed, no link is followed. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { CallError } from '../../shared/contract/call-error.ts'
import { importMessages } from '../../shared/messages/import.ts'
import type { ImportInput } from './importer.ts'
import { importers } from './index.ts'
import { archiveLimits, maxOutputBytes } from './input.ts'
import { maxFileBytes, readFileBytes } from './text-file.ts'

/** Throws CallError `usage` or `refused`. */
export async function readPath(path: string): Promise<ImportInput> {
  const found = await stat(path).catch(() => null)
  if (found?.isDirectory() === true) return readFolder(path)
  const name = basename(path)
  const content = await readFileBytes(path)
  return { name, files: [{ path: name, content, modifiedAtMs: found?.mtimeMs ?? null }], passedOver: [] }
}

/** A file below the folder. */
interface FoundFile {
  /** With the folder's name ahead, and with `/`. */
  path: string
  file: string
  bytes: number
  modifiedAtMs: number
}

async function readFolder(path: string): Promise<ImportInput> {
  const { files: all, passedOver } = await filesBelow(path)
  const particular = all.filter((each) => importers.some(({ wants, isParticular }) => isParticular && wants(each.path)))
  const taken = particular.length > 0 ? particular : all
  if (taken.reduce((sum, { bytes }) => sum + bytes, 0) > maxFileBytes)
    throw new CallError('refused', importMessages.folderTooLarge({ path, bytes: maxFileBytes }))
  const chosen = new Set(taken)
  for (const each of all) if (!chosen.has(each)) passedOver.push(each.path)
  const files = taken.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  return {
    name: basename(path),
    files: await Promise.all(
      files.map(async ({ path: inside, file, modifiedAtMs }) => {
        return { path: inside, modifiedAtMs, content: await readFile(file) }
      }),
    ),
    passedOver,
  }
}

/** The plain files that are not too large, and the paths of all else. */
async function filesBelow(folder: string): Promise<{ files: FoundFile[]; passedOver: string[] }> {
  const below = await readdir(folder, { recursive: true, withFileTypes: true })
  const { entries } = archiveLimits
  if (below.length > entries) throw new CallError('refused', importMessages.folderTooFull({ path: folder, entries }))
  const files: FoundFile[] = []
  const passedOver: string[] = []
  for (const entry of below) {
    if (entry.isDirectory()) continue
    const file = join(entry.parentPath, entry.name)
    const path = `${basename(folder)}/${relative(folder, file).split(sep).join('/')}`
    const { size, mtimeMs } = entry.isFile() ? await stat(file) : { size: 0, mtimeMs: 0 }
    if (!entry.isFile() || size > maxOutputBytes) passedOver.push(path)
    else files.push({ path, file, bytes: size, modifiedAtMs: mtimeMs })
  }
  return { files, passedOver }
}
