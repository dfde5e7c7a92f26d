/** Takes in what a person points at: a file, or a folder with all below it. Nothing is changed, no link is followed. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { CallError } from '../../shared/contract/contract.ts'
import type { ImportInput } from './importer.ts'
import { importers } from './index.ts'
import { archiveLimits, maxOutputBytes } from './input.ts'
import { maxFileBytes, readFileBytes } from './text-file.ts'

/** Throws CallError `usage` or `refused`. */
export async function readPath(path: string): Promise<ImportInput> {
  const found = await stat(path).catch(() => null)
  const name = basename(path)
  if (found?.isDirectory() !== true) {
    const content = await readFileBytes(path)
    return { name, files: [{ path: name, content, modifiedAtMs: found?.mtimeMs ?? null }], passedOver: [] }
  }
  const below = await readdir(path, { recursive: true, withFileTypes: true })
  if (below.length > archiveLimits.entries)
    throw new CallError('refused', `${path} holds more than ${archiveLimits.entries} entries. Nothing was imported.`)
  const passedOver: string[] = []
  const all: { path: string; file: string; bytes: number; modifiedAtMs: number }[] = []
  for (const entry of below) {
    if (entry.isDirectory()) continue
    const file = join(entry.parentPath, entry.name)
    const inside = `${name}/${relative(path, file).split(sep).join('/')}`
    const { size, mtimeMs } = entry.isFile() ? await stat(file) : { size: 0, mtimeMs: 0 }
    if (!entry.isFile() || size > maxOutputBytes) passedOver.push(inside)
    else all.push({ path: inside, file, bytes: size, modifiedAtMs: mtimeMs })
  }
  const particular = all.filter((each) => importers.some(({ wants, isParticular }) => isParticular && wants(each.path)))
  const taken = particular.length > 0 ? particular : all
  if (taken.reduce((sum, { bytes }) => sum + bytes, 0) > maxFileBytes)
    throw new CallError('refused', `${path} holds more than ${maxFileBytes / 1024 / 1024} MB. Nothing was imported.`)
  const chosen = new Set(taken)
  passedOver.push(...all.filter((each) => !chosen.has(each)).map((each) => each.path))
  const files = taken.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  return {
    name,
    files: await Promise.all(
      files.map(async ({ file, ...each }) => ({
        path: each.path,
        modifiedAtMs: each.modifiedAtMs,
        content: await readFile(file),
      })),
    ),
    passedOver,
  }
}
