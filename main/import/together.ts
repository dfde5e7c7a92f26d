/**
 * What is handed over together: archives and folders of one site are one collection, so that reports of its nodes are one
 * snapshot unless a node comes twice. Single files stay by themselves.
 */
import { compoundKey } from '../../shared/compound-key.ts'
import type { Snapshot } from '../../shared/model.ts'
import type { ImportContext, ImportInput, InputFile } from './importer.ts'
import { nothingRead, readInput } from './index.ts'

/** What was taken in, and what the person said of it. */
export interface Handing {
  input: ImportInput
  context: ImportContext
}

/** What is to be stored. Throws CallError `not-understood` when nothing was recognised in one of them. */
export function readTogether(handings: readonly Handing[]): Snapshot[] {
  const groups = new Map<string, Handing[]>()
  for (const [index, handing] of handings.entries()) {
    const { input, context } = handing
    const key = input.files.length < 2 ? String(index) : compoundKey('', context.site, String(context.atMs))
    groups.set(key, [...(groups.get(key) ?? []), handing])
  }
  return [...groups.values()].flatMap(readGroup)
}

/** `group`: at least one. */
function readGroup(group: readonly Handing[]): Snapshot[] {
  const folders = foldersOf(group.map(({ input }) => input.name))
  const { input, context } = joined(group, folders)
  const { snapshots, pieces } = readInput(input, context)
  for (const [index, { input: part }] of group.entries()) {
    const own = pieces.filter(({ id }) => id.startsWith(folders[index] ?? ''))
    if (own.some(({ stored }) => stored !== null)) continue
    // What another of them holds, too, is read there.
    if (readInput(part, context).snapshots.length === 0) throw nothingRead(part.name, own)
  }
  return snapshots
}

/** A folder for each, none where it is the only one; no two are the same. */
function foldersOf(names: readonly string[]): string[] {
  if (names.length === 1) return ['']
  const bare = names.map((name) => name.replace(/\.(?:tgz|txz|tbz2?|zip|tar(?:\.\w+)?)$/i, ''))
  return bare.map((name, index) => (bare.indexOf(name) === index ? `${name}/` : `${name} ${index + 1}/`))
}

function joined(group: readonly Handing[], folders: readonly string[]): Handing {
  const files: InputFile[] = []
  const passedOver: string[] = []
  const assigned: ImportContext['assigned'] = {}
  for (const [index, { input, context }] of group.entries()) {
    const folder = folders[index] ?? ''
    for (const file of input.files) files.push({ ...file, path: folder + file.path })
    passedOver.push(...input.passedOver.map((path) => folder + path))
    for (const [id, word] of Object.entries(context.assigned)) assigned[folder + id] = word
  }
  const name = group.map(({ input }) => input.name).join(', ')
  const [first] = group
  return { input: { name, files, passedOver }, context: { ...first!.context, assigned } }
}
