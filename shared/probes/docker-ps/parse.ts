import type { Interval, Parsed, Row } from '../../model.ts'
import { asObject, asText, isBlank, type Line, linesOf, ParsedBuilder, parseJson } from '../../parse/lines.ts'
import { alignedCells, headerColumns } from '../../parse/text-table.ts'
import { agoInterval, intervalOf, secondMs } from '../../parse/time.ts'
import { ownName, podContainer } from '../families/docker.ts'
import { dockerAge } from '../families/docker-age.ts'
import { imageReference } from '../families/image-reference.ts'
import type { ParseContext } from '../probe.ts'
import type { ContainerRow } from './fields.ts'
import { statusBeginning, statusOf } from './status.ts'

/** A container as printed, before its cells are read. */
interface Printed {
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

export const head = /^\s*CONTAINER ID\s+IMAGE\s+COMMAND\b/

export function parse(text: string, context: ParseContext): Parsed<ContainerRow> {
  const builder = new ParsedBuilder<ContainerRow>()
  let columns: { name: string; start: number }[] = []
  let waiting: { printed: Printed; line: number; lastLine: number } | null = null
  const flush = (): void => {
    if (waiting !== null) builder.addRow(rowOf(waiting.printed, waiting.line, waiting.lastLine, context))
    waiting = null
  }
  for (const each of linesOf(text)) {
    if (isBlank(each.text)) continue
    if (head.test(each.text)) {
      flush()
      columns = headerColumns(each.text)
      continue
    }
    const continued = waiting as { printed: Printed; line: number; lastLine: number } | null
    if (continued !== null && continued.printed.status === null && statusBeginning.test(each.text.trim())) {
      // The terminal broke the row: STATUS and what follows it stand on the next line.
      Object.assign(continued.printed, statusPortsNames(each.text.trim()))
      continued.lastLine = each.line
      flush()
      continue
    }
    flush()
    const printed = printedOf(each, columns)
    if (printed === null) builder.addUnparsed(each)
    else waiting = { printed, line: each.line, lastLine: each.line }
  }
  flush()
  return builder.build()
}

function printedOf({ text }: Line, columns: { name: string; start: number }[]): Printed | null {
  if (text.startsWith('{')) return printedInJson(text)
  const cells = columns.length >= 5 ? alignedCells(text, columns) : null
  if (cells !== null) {
    const cell = (name: string): string | null => cells[columns.findIndex((column) => column.name === name)] || null
    const id = cell('CONTAINER ID')
    const status = cell('STATUS')
    if (id !== null && /^[0-9a-f]{10,64}$/.test(id) && (status === null || statusBeginning.test(status)))
      return {
        id,
        image: cell('IMAGE') ?? '',
        command: cell('COMMAND'),
        created: cell('CREATED'),
        status,
        state: null,
        ports: cell('PORTS'),
        names: cell('NAMES'),
      }
  }
  return printedInWords(text)
}

/** A row that does not line up: `[id] image "command" created [status [ports] [names]]`. docker quotes the command. */
function printedInWords(text: string): Printed | null {
  const opening = text.indexOf(' "')
  if (opening < 0) return null
  const closing = closingQuote(text, opening + 2)
  if (closing < 0) return null
  const before = text.slice(0, opening).trim().split(/\s+/)
  if (before.length > 2) return null
  const [first = '', second] = before
  if (second !== undefined && !/^[0-9a-f]{10,64}$/.test(first)) return null
  const rest = text.slice(closing + 1).trim()
  const created =
    /^(Less than a second|About an? (?:minute|hour)|\d{1,9} (?:second|minute|hour|day|week|month|year)s?)(?: ago)?(?=\s|$)/.exec(
      rest,
    )
  if (created === null) return null
  const after = rest.slice(created[0].length).trim()
  if (after !== '' && !statusBeginning.test(after)) return null
  return {
    id: second === undefined ? null : first,
    image: second ?? first,
    command: text.slice(opening + 1, closing + 1),
    created: created[0],
    state: null,
    ...(after === '' ? { status: null, ports: null, names: null } : statusPortsNames(after)),
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  return -1
}

/** The end of a row: two spaces part its cells, and PORTS is often empty. */
function statusPortsNames(text: string): Pick<Printed, 'status' | 'ports' | 'names'> {
  const [status = '', ...rest] = text.split(/ {2,}/)
  const looksLikePorts = (cell: string) => /\/(tcp|udp|sctp)\b/.test(cell)
  const [second, third] = rest
  if (second === undefined) return { status, ports: null, names: null }
  if (third !== undefined) return { status, ports: second, names: third }
  return looksLikePorts(second) ? { status, ports: second, names: null } : { status, ports: null, names: second }
}

function printedInJson(text: string): Printed | null {
  const object = asObject(parseJson(text))
  if (object === null || typeof object.ID !== 'string') return null
  const cell = (name: string): string | null => asText(object[name]) || null
  return {
    id: object.ID,
    image: asText(object.Image),
    command: cell('Command'),
    created: cell('CreatedAt') ?? cell('RunningFor'),
    status: cell('Status'),
    state: cell('State'),
    ports: cell('Ports'),
    names: cell('Names'),
  }
}

function rowOf(printed: Printed, line: number, lastLine: number, context: ParseContext): Row<ContainerRow> {
  const status = statusOf(printed.status)
  const createdAt = createdOf(printed.created, context)
  const names = printed.names === null ? [] : printed.names.split(',').map((name) => name.trim())
  const inPod = podContainer(names)
  const image = imageReference(printed.image)
  const fields: ContainerRow = {
    id: printed.id,
    image: printed.image,
    ...image,
    command: printed.command === null ? null : unquoted(printed.command),
    state: printed.state ?? status.state,
    health: status.health,
    exitCode: status.exitCode,
    since: status.state === 'created' ? createdAt : sinceOf(status.age, context),
    createdAt,
    names,
    ports: printed.ports,
    pod: inPod?.pod ?? null,
    container: inPod?.container ?? null,
    attempt: inPod?.attempt ?? null,
  }
  const key = inPod?.key ?? ownName(names) ?? printed.id ?? image.repository ?? printed.image
  return { key, line, lastLine, fields }
}

/** docker quotes the command as Go does; the row shows it as it is run, except where the table cut it off. */
function unquoted(command: string): string {
  const inner = /^"(.*)"$/s.exec(command)?.[1]
  if (inner === undefined) return command
  const text = parseJson(`"${inner}"`)
  return typeof text === 'string' ? text : inner
}

const sinceOf = (age: string | null, context: ParseContext): Interval | null =>
  age === null ? null : agoInterval(context, dockerAge(age, context.tools?.docker ?? null))

function createdOf(text: string | null, context: ParseContext): Interval | null {
  if (text === null) return null
  // `2026-11-24 00:00:37 +0000 UTC`, by the node's clock, floored to a second.
  const exact = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)/.exec(text)
  if (exact !== null) {
    const atMs = Date.parse(`${exact[1]}T${exact[2]}${exact[3]}:${exact[4]}`) - context.clockOffsetMs
    return Number.isNaN(atMs) ? null : intervalOf(atMs, atMs + secondMs)
  }
  return sinceOf(text.replace(/ ago$/, ''), context)
}
