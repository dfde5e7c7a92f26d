/** Brings what the command line names into a library: a file of any kind, or a folder. */
import {
  CallError,
  type ImportCorrections,
  type ImportPiece,
  type SnapshotSummary,
} from '../../../shared/contract/contract.ts'
import { tell } from '../../../shared/messages/tell.ts'
import type { App } from '../../app.ts'
import { readPath } from '../../import/folder.ts'
import { type ImportInput, unknownNode } from '../../import/importer.ts'

import type { Language } from './print.ts'

export interface ImportWishes {
  /** Default: the name without its ending. */
  site: string | undefined
  /** ISO time, or null. */
  at: string | null
  /** The node of outputs that do not tell theirs. */
  node?: string | undefined
  pieces?: ImportCorrections['pieces']
}

export interface Opened {
  name: string
  import: number
  isSnapshotFile: boolean
}

export const readAll = (paths: readonly string[]): Promise<ImportInput[]> => Promise.all(paths.map(readPath))

export async function openInput({ handlers }: App, { name, files }: ImportInput): Promise<Opened> {
  const opened = await handlers.openImport({
    name,
    files: files.map(({ path, content, modifiedAtMs }) => ({
      ...{ path, base64: content.toString('base64') },
      modifiedAt: modifiedAtMs === null ? null : new Date(modifiedAtMs).toISOString(),
    })),
  })
  return { name, ...opened }
}

/** The corrections that the wishes amount to. Throws CallError `usage` when they name a piece that is not there. */
async function corrections({ handlers }: App, opened: Opened, wishes: ImportWishes): Promise<ImportCorrections> {
  const site = wishes.site ?? (opened.name.replace(/(?:\.tar)?\.[^.]+$/, '') || opened.name)
  const asked: ImportCorrections = { site, at: wishes.at, pieces: { ...wishes.pieces } }
  const { node } = wishes
  if (node === undefined && Object.keys(asked.pieces).length === 0) return asked
  const { pieces } = await handlers.previewImport({ import: opened.import, corrections: { ...asked, pieces: {} } })
  for (const id of Object.keys(asked.pieces))
    if (!pieces.some((piece) => piece.id === id))
      throw new CallError('usage', `There is no "${id}" in ${opened.name}. See: nodelapse import --preview`)
  if (node !== undefined)
    for (const piece of pieces)
      if (piece.node === unknownNode) asked.pieces[piece.id] = { node, ...asked.pieces[piece.id] }
  return asked
}

export async function previewOpened(app: App, opened: Opened, wishes: ImportWishes) {
  return app.handlers.previewImport({
    import: opened.import,
    corrections: await corrections(app, opened, wishes),
  })
}

/** All of them, or none. */
export async function storeOpened(
  app: App,
  opened: readonly Opened[],
  wishes: ImportWishes,
): Promise<SnapshotSummary[]> {
  const imports = []
  for (const each of opened)
    imports.push({
      import: each.import,
      corrections: each.isSnapshotFile ? null : await corrections(app, each, wishes),
    })
  const { snapshots } = await app.handlers.storeImports({ imports })
  return snapshots
}

/** `PIECE=PROBE`, `PIECE=PROBE@NODE`, `PIECE=@NODE`; the probe `none` leaves a piece out. */
export function assignmentsOf(texts: readonly string[]): ImportCorrections['pieces'] {
  return Object.fromEntries(
    texts.map((text) => {
      const match = /^(.+)=([a-z0-9+-]*)(?:@(\S+))?$/.exec(text)
      if (match === null)
        throw new CallError('usage', `"${text}" is not like "line 12=docker-ps" or "a/b.txt=df@cloudos1".`)
      const [, id = '', probe = '', node] = match
      return [
        id,
        {
          ...(probe === '' ? {} : { probe: probe === 'none' ? null : probe }),
          ...(node === undefined ? {} : { node }),
        },
      ]
    }),
  )
}

export function pieceText(language: Language, piece: ImportPiece): string {
  const { id, command, node, pod, probe, rows, unparsed, outcome, message } = piece
  const reason = tell(piece.reason, language)
  const where = pod === null ? node : `${node} (${pod})`
  const typed = command === '' || command === id ? '' : `  ${command}`
  if (probe === null) return `  -  ${id}${typed}  ${reason}`
  const result =
    outcome === 'ok'
      ? `${rows} rows${unparsed === 0 ? '' : `, ${unparsed} lines not understood`}`
      : `${outcome}: ${message}`
  return `  ${probe}  ${where}  ${id}${typed}  ${result}  (${reason})`
}
