import type { Parsed, Row } from '../../model.ts'
import {
  asArray,
  asCount,
  asObject,
  asText,
  isBlank,
  type Line,
  linesOf,
  ParsedBuilder,
  parseJson,
} from '../../parse/lines.ts'
import { fromIso, toIso } from '../../parse/time.ts'
import { podContainer } from '../families/docker.ts'
import type { ParseContext } from '../probe.ts'
import type { ContainerFactRow } from './fields.ts'

export function parse(text: string, context: ParseContext): Parsed<ContainerFactRow> {
  const builder = new ParsedBuilder<ContainerFactRow>()
  const lines = linesOf(text)
  const first = lines.find(({ text: each }) => !isBlank(each))
  if (first?.text.startsWith('[')) parseArray(text, lines, context, builder)
  else
    for (const each of lines) {
      if (isBlank(each.text)) continue
      const object = each.text.startsWith('{') ? asObject(parseJson(each.text)) : null
      const row = object === null ? null : rowOf(object, each.line, each.line, context)
      if (row === null) builder.addUnparsed(each)
      else builder.addRow(row)
    }
  return builder.build()
}

/** `docker inspect` without a format: an array indented by four. */
function parseArray(
  text: string,
  lines: ReturnType<typeof linesOf>,
  context: ParseContext,
  builder: ParsedBuilder<ContainerFactRow>,
): void {
  const last = lines.findLastIndex(({ text: each }) => each === ']' || each === '[]')
  const list = parseJson(
    last < 0
      ? text
      : lines
          .slice(0, last + 1)
          .map((each) => each.text)
          .join('\n'),
  )
  const starts = lines.filter(({ text: each }) => each === '    {').map(({ line }) => line)
  const ends = lines.filter(({ text: each }) => each === '    },' || each === '    }').map(({ line }) => line)
  if (!Array.isArray(list)) {
    for (const each of lines) builder.addUnparsed(each)
    return
  }
  for (const each of lines.slice(last + 1)) builder.addUnparsed(each)
  const strange: Line[] = []
  const isIndented = starts.length === list.length && ends.length === list.length
  for (const [index, item] of list.entries()) {
    const line = (isIndented ? starts[index] : undefined) ?? 1
    const lastLine = (isIndented ? ends[index] : undefined) ?? Math.max(1, last + 1)
    const row = rowOf(asObject(item) ?? {}, line, lastLine, context)
    if (row === null) strange.push({ line, text: JSON.stringify(item) })
    else builder.addRow(row)
  }
  // A list without a single container is another program's, down to its frame.
  for (const each of strange.length === list.length ? lines.slice(0, last + 1) : strange) builder.addUnparsed(each)
}

function rowOf(
  object: Record<string, unknown>,
  line: number,
  lastLine: number,
  context: ParseContext,
): Row<ContainerFactRow> | null {
  const id = asText(object.Id)
  const name = asText(object.Name).replace(/^\//, '')
  const state = asObject(object.State)
  if (id === '' || state === null) return null
  const inPod = podContainer([name])
  const at = (value: unknown) => {
    // docker writes year 1 for what has not been.
    const ms = asText(value).startsWith('0001-') ? Number.NaN : fromIso(asText(value))
    return Number.isNaN(ms) ? null : toIso(ms - context.clockOffsetMs)
  }
  const health = asObject(state.Health)
  const fields: ContainerFactRow = {
    id,
    name,
    image: asText(asObject(object.Config)?.Image) || asText(object.Image) || null,
    restartCount: asCount(object.RestartCount),
    oomKilled: state.OOMKilled === true,
    exitCode: asCount(state.ExitCode),
    error: asText(state.Error) || null,
    state: asText(state.Status) || null,
    startedAt: at(state.StartedAt),
    finishedAt: at(state.FinishedAt),
    createdAt: at(object.Created),
    health: asText(health?.Status) || null,
    healthLog: asArray(health?.Log)
      .map((each) => asObject(each) ?? {})
      .map((each) => `${asCount(each.ExitCode)}: ${asText(each.Output).trim().slice(0, 500)}`),
  }
  return { key: inPod?.key ?? (name || id), line, lastLine, fields }
}
