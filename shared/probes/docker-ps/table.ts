/** The table of `docker ps`, of every version since 1.0, and of podman and nerdctl, which print it alike. */
import type { Row } from '../../model.ts'
import { type Cells, columnReader } from '../../parse/column-table.ts'
import type { ParsedBuilder } from '../../parse/lines.ts'
import { statusBeginning } from './status.ts'

/** A container as printed, before its cells are read. */
export interface Printed {
  id: string | null
  image: string
  command: string | null
  /** `5 hours ago`, or a time. */
  created: string | null
  status: string | null
  /** docker's word, where the output has it. */
  state: string | null
  ports: string | null
  names: string | null
}

/** With its closing quote, or cut off ahead of it. */
const quoted = String.raw`^["“](?:.*["”]|(?:\\.|[^"“”\\])*)$`

const reader = columnReader({
  columns: {
    id: { heads: ['CONTAINER ID'], holds: /^[0-9a-f]{10,64}$/, isOptional: true },
    image: { heads: ['IMAGE'] },
    // podman quotes nothing, and may have none.
    command: { heads: ['COMMAND'], holds: new RegExp(`${quoted}|^[^"“]`), words: true, isOptional: true },
    // Where no head tells, docker's quotes do; up to 1.5 the closing one was cut off with the rest.
    quoted: { heads: [], holds: new RegExp(quoted), words: true },
    created: {
      heads: ['CREATED', 'CREATED AT'],
      holds:
        /^(?:(?:Less than a second|About an? (?:minute|hour)|\d{1,9} (?:second|minute|hour|day|week|month|year)s?)(?: ago)?|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d.*)$/,
      words: true,
    },
    status: { heads: ['STATUS'], holds: new RegExp(`${statusBeginning.source}.*$`), words: true, isOptional: true },
    state: { heads: ['STATE'], holds: /^[a-z]+$/ },
    ports: {
      heads: ['PORTS'],
      holds: /^\S*(?:->\S*\d|\d\/(?:tcp|udp|sctp))\S*(?:, \S+)*$/,
      words: true,
      isOptional: true,
    },
    names: { heads: ['NAMES'], holds: /^[\w][\w.,/-]*(?:…|\.{3})?$/, isOptional: true },
    size: { heads: ['SIZE'], holds: /^[\d.]+ ?[kMGT]?i?B(?: \(virtual [^)]*\))?$/, words: true, isOptional: true },
    labels: { heads: ['LABELS'], holds: /^\S/, words: true, isOptional: true },
    mounts: { heads: ['MOUNTS'], holds: /^\S/, words: true, isOptional: true },
    networks: { heads: ['NETWORKS'], isOptional: true },
    volumes: { heads: ['LOCAL VOLUMES'], isOptional: true },
  },
  // crictl heads its own with `CONTAINER ID  IMAGE  CREATED  STATE  NAME  ATTEMPT  POD ID`.
  isHead: (columns) =>
    !columns.includes(null) && columns.includes('image') && (columns.includes('id') || columns.includes('names')),
  headless: [['id', 'image', 'quoted', 'created', 'status', 'ports', 'names', 'size']],
  continues: new RegExp(`^\\s*${statusBeginning.source.slice(1)}`),
  otherHeads: /^(?:CONTAINER|REPOSITORY|NAMES?|POD ID|IMAGE)\s+[A-Z]/,
})

export const head = reader

export function readTable<F extends object>(
  text: string,
  builder: ParsedBuilder<F>,
  rowOf: (printed: Printed, line: number, lastLine: number) => Row<F>,
): void {
  reader.read(text, builder, (cells, line, lastLine) => {
    const printed = printedIn(cells)
    return printed === null ? null : rowOf(printed, line, lastLine)
  })
}

function printedIn(cells: Cells<string>): Printed | null {
  const cell = (name: string): string | null => cells.get(name) || null
  const image = cell('image')
  // A word alone is no container.
  if (image === null || (cell('id') ?? cell('created') ?? cell('status')) === null) return null
  return {
    id: cell('id'),
    image,
    command: cell('command') ?? cell('quoted'),
    created: cell('created'),
    status: cell('status'),
    state: cell('state'),
    ports: cell('ports'),
    names: cell('names'),
  }
}
