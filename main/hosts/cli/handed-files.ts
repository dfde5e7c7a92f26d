/** Brings what the command line names into a library: a file of any kind, or a folder. */
import { basename } from 'node:path'
import { CallError } from '../../../shared/contract/call-error.ts'
import type { CallOutput, ImportCorrections, SnapshotSummary } from '../../../shared/contract/contract.ts'
import { catalogue, says } from '../../../shared/words/message.ts'
import type { App, CheckedCalls } from '../../app.ts'
import { unknownNode } from '../../import/importer.ts'

export const handedFileMessages = catalogue('handed-file', {
  noPiece: says<{ piece: string; file: string }>({
    en: ({ piece, file }) => `There is no "${piece}" in ${file}. See: nodelapse import --preview`,
    zh: ({ piece, file }) => `${file} 中没有“${piece}”。查看内容：nodelapse import --preview`,
  }),
  noAssignment: says<{ typed: string }>({
    en: ({ typed }) => `"${typed}" is not like "line 12=docker-ps" or "a/b.txt=df@cloudos1".`,
    zh: ({ typed }) => `“${typed}”应写成“line 12=docker-ps”或“a/b.txt=df@cloudos1”这样。`,
  }),
})

/** What a person says of the files. */
export interface ImportWishes {
  /** Undefined: the name without its ending. */
  site: string | undefined
  /** ISO time, or null. */
  at: string | null
  pieces: ImportCorrections['pieces']
  /** The node of outputs that do not tell theirs. */
  node?: string | undefined
}

export interface Opened {
  name: string
  import: number
  isSnapshotFile: boolean
}

/** Takes in what is at the paths: all of it is read before anything is stored. */
export async function openAll({ host }: Pick<App, 'host'>, paths: readonly string[]): Promise<Opened[]> {
  const all: Opened[] = []
  for (const path of paths) all.push({ name: basename(path), ...(await host.openPath({ path })) })
  return all
}

type Preview = Pick<CheckedCalls, 'previewImport'>

/** The corrections that the wishes amount to. Throws CallError `usage` when they name a piece that is not there. */
async function corrections(
  { previewImport }: Preview,
  opened: Opened,
  { site, at, node, pieces: wished }: ImportWishes,
): Promise<ImportCorrections> {
  const asked: ImportCorrections = { site: site ?? siteOfFile(opened.name), at, pieces: { ...wished } }
  if (node === undefined && Object.keys(wished).length === 0) return asked
  const { pieces } = await previewImport({ import: opened.import, corrections: { ...asked, pieces: {} } })
  for (const piece of Object.keys(wished))
    if (!pieces.some(({ id }) => id === piece))
      throw new CallError('usage', handedFileMessages.noPiece({ piece, file: opened.name }))
  if (node !== undefined)
    for (const piece of pieces) if (piece.node === unknownNode) asked.pieces[piece.id] = { node, ...wished[piece.id] }
  return asked
}

const siteOfFile = (name: string): string => name.replace(/(?:\.tar)?\.[^.]+$/, '') || name

export async function previewOpened(
  handlers: Preview,
  opened: Opened,
  wishes: ImportWishes,
): Promise<CallOutput<'previewImport'>> {
  return handlers.previewImport({ import: opened.import, corrections: await corrections(handlers, opened, wishes) })
}

/** All of them, or none. */
export async function storeOpened(
  handlers: Preview & Pick<CheckedCalls, 'storeImports'>,
  opened: readonly Opened[],
  wishes: ImportWishes,
): Promise<SnapshotSummary[]> {
  const imports = []
  for (const each of opened)
    imports.push({
      import: each.import,
      corrections: each.isSnapshotFile ? null : await corrections(handlers, each, wishes),
    })
  const { snapshots } = await handlers.storeImports({ imports })
  return snapshots
}

/** `PIECE=PROBE`, `PIECE=PROBE@NODE`, `PIECE=@NODE`; the probe `none` leaves a piece out. */
export function assignmentsOf(typed: readonly string[]): ImportCorrections['pieces'] {
  const pieces: ImportCorrections['pieces'] = {}
  for (const each of typed) {
    const match = /^(.+)=([a-z0-9+-]*)(?:@(\S+))?$/.exec(each)
    if (match === null) throw new CallError('usage', handedFileMessages.noAssignment({ typed: each }))
    const [, id = '', probe = '', node] = match
    const piece: ImportCorrections['pieces'][string] = {}
    if (probe !== '') piece.probe = probe === 'none' ? null : probe
    if (node !== undefined) piece.node = node
    pieces[id] = piece
  }
  return pieces
}
