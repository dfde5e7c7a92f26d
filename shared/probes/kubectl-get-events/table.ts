/** The table of `kubectl get events` and of `kubectl events`, of every version since 1.0. */
import type { Row } from '../../model.ts'
import { type Cells, columnReader } from '../../parse/column-table.ts'
import { linesOf, type ParsedBuilder } from '../../parse/lines.ts'
import { isFineAge } from '../families/kubectl-age.ts'
import {
  kubectlHeads,
  namespaceColumn,
  namespaceIn,
  noneAsNull,
  seenCell,
  sinceOfAge,
} from '../families/kubectl-table.ts'
import type { ParseContext } from '../probe.ts'
import type { ClusterEventRow } from './fields.ts'

const kindName = /^[A-Za-z][A-Za-z0-9.]*$/

const reader = columnReader({
  columns: {
    namespace: namespaceColumn,
    lastSeen: { heads: ['LAST SEEN', 'LASTSEEN'], holds: seenCell, words: true },
    firstSeen: { heads: ['FIRST SEEN', 'FIRSTSEEN'], holds: seenCell },
    count: { heads: ['COUNT'], holds: /^\d{1,9}$/ },
    type: { heads: ['TYPE'], holds: /^[A-Z][a-z]+$/, isOptional: true },
    reason: { heads: ['REASON'], holds: /^\S/, words: true },
    // `pod/nova-0`; in wide tables the name of the event stands last, in those of before 1.12 the object's own name here.
    object: { heads: ['OBJECT'], holds: /^[A-Za-z][A-Za-z0-9.]*\/\S+$/ },
    kind: { heads: ['KIND'], holds: kindName },
    subobject: { heads: ['SUBOBJECT'], holds: /^[a-z]\w*(?:\.\w+)*(?:\{[^}]*\}|\[[^\]]*\])*$/, isOptional: true },
    source: {
      heads: ['SOURCE'],
      holds: /^(?:\{.*\}|[\w.-]+(?:, ?[\w.:-]+)?)$/,
      words: true,
      isOptional: true,
    },
    message: { heads: ['MESSAGE'], holds: /^\S/, words: true, isOptional: true },
    name: { heads: ['NAME'] },
  },
  isHead: (columns) =>
    !columns.includes(null) &&
    columns.includes('lastSeen') &&
    columns.includes('reason') &&
    columns.includes('message') &&
    (columns.includes('object') || columns.includes('kind')),
  headless: [
    ['namespace', 'lastSeen', 'type', 'reason', 'object', 'message'],
    ['lastSeen', 'firstSeen', 'count', 'name', 'kind', 'subobject', 'type', 'reason', 'source', 'message'],
    ['namespace', 'lastSeen', 'firstSeen', 'count', 'name', 'kind', 'subobject', 'type', 'reason', 'source', 'message'],
  ],
  otherHeads: kubectlHeads,
})

export const head = reader

export function readTable(text: string, context: ParseContext, builder: ParsedBuilder<ClusterEventRow>): void {
  const asked = namespaceIn(context.command)
  // Messages may hold lengths of time, too.
  const isFine = linesOf(text).some((each) => each.text.trim().split(/\s+/, 3).some(isFineAge))
  reader.read(text, builder, (cells, line, lastLine) => rowOf(cells, line, lastLine, { asked, isFine, context }))
}

interface Reading {
  /** The namespace that the command asks for. */
  asked: string | null
  isFine: boolean
  context: ParseContext
}

/** `3m (x5 over 10m)` of `kubectl events`: last seen, how often, first seen. */
const repeated = /^(\S+) \(x(\d+) over (\S+)\)$/

function rowOf(
  cells: Cells<string>,
  line: number,
  lastLine: number,
  { asked, isFine, context }: Reading,
): Row<ClusterEventRow> {
  const cell = (name: string): string | null => noneAsNull(cells.get(name))
  const [, lastSeen = cells.get('lastSeen') ?? '', times, firstSeen = cells.get('firstSeen') ?? ''] =
    repeated.exec(cells.get('lastSeen') ?? '') ?? []
  const count = times ?? cell('count')
  const namespace = cell('namespace') ?? asked ?? 'default'
  const about = objectOf(cells)
  const fields: ClusterEventRow = {
    namespace,
    kind: about.kind,
    name: about.name,
    type: cell('type'),
    reason: cell('reason'),
    message: cells.get('message') || null,
    count: count === null ? null : Number(count),
    firstSeen: sinceOfAge(firstSeen, isFine, context),
    lastSeen: sinceOfAge(lastSeen, isFine, context),
    source: sourceOf(cell('source')),
  }
  const name = about.event ?? [about.kind, about.name, fields.reason].filter((part) => part !== null).join('/')
  return { key: `${namespace}/${name}`, line, lastLine, fields }
}

interface About {
  kind: string | null
  name: string | null
  /** The event's own name. */
  event: string | null
}

function objectOf(cells: Cells<string>): About {
  const object = cells.get('object')
  const named = noneAsNull(cells.get('name'))
  if (object !== undefined) {
    const slash = object.indexOf('/')
    return { kind: object.slice(0, slash), name: object.slice(slash + 1), event: named }
  }
  // Ahead of KIND it is the object's name, behind it the event's.
  const columns = [...cells.keys()]
  const isOfObject = columns.indexOf('name') < columns.indexOf('kind')
  const kind = cells.get('kind') ?? null
  return isOfObject ? { kind, name: named, event: null } : { kind, name: null, event: named }
}

/** `{kubelet 10.3.0.57}` of old versions, `kubelet, node1` of newer ones. */
const sourceOf = (cell: string | null): string | null =>
  cell === null
    ? null
    : cell
        .replace(/^\{|\}$/g, '')
        .replace(', ', ' ')
        .trim() || null
