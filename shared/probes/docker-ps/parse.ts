import type { Interval, Parsed, Row } from '../../model.ts'
import { asObject, asText, linesOf, ParsedBuilder, parseJson } from '../../parse/lines.ts'
import { agoInterval, intervalOf, secondMs } from '../../parse/time.ts'
import { ownName, podContainer } from '../families/docker.ts'
import { dockerAge } from '../families/docker-age.ts'
import { imageReference } from '../families/image-reference.ts'
import type { ParseContext } from '../probe.ts'
import type { ContainerRow } from './fields.ts'
import { statusOf } from './status.ts'
import { type Printed, readTable } from './table.ts'

export function parse(text: string, context: ParseContext): Parsed<ContainerRow> {
  const builder = new ParsedBuilder<ContainerRow>()
  const isJson = text.trimStart().startsWith('{')
  if (!isJson) readTable(text, builder, (printed, line, lastLine) => rowOf(printed, line, lastLine, context))
  for (const each of isJson ? linesOf(text) : []) {
    const printed = printedInJson(each.text)
    if (printed === null) builder.addUnparsed(each)
    else builder.addRow(rowOf(printed, each.line, each.line, context))
  }
  return builder.build()
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
  // Editors make curly quotes of them.
  const inner = /^["“](.*)["”]$/s.exec(command)?.[1]
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
