import type { Parsed, Row } from '../../model.ts'
import { asCount, asObject, asText, ParsedBuilder } from '../../parse/lines.ts'
import { fromIso, intervalOf, secondMs } from '../../parse/time.ts'
import { jsonListAt, readKubectlList } from '../families/kubectl-list.ts'
import type { ParseContext } from '../probe.ts'
import type { ClusterEventRow } from './fields.ts'
import { readTable } from './table.ts'

export function parse(text: string, context: ParseContext): Parsed<ClusterEventRow> {
  const builder = new ParsedBuilder<ClusterEventRow>()
  const jsonAt = jsonListAt(text)
  if (jsonAt >= 0)
    readKubectlList(text, jsonAt, 'Event', builder, (event, line, lastLine) => rowOf(event, line, lastLine, context))
  else readTable(text, context, builder)
  return builder.build()
}

function rowOf(
  event: Record<string, unknown>,
  line: number,
  lastLine: number,
  context: ParseContext,
): Row<ClusterEventRow> | null {
  const metadata = asObject(event.metadata)
  const about = asObject(event.involvedObject) ?? asObject(event.regarding)
  const name = asText(metadata?.name)
  if (metadata === null || about === null || name === '' || (event.kind !== undefined && event.kind !== 'Event'))
    return null
  const namespace = asText(metadata.namespace) || 'default'
  const at = (...stamps: unknown[]) => {
    const stamp = stamps.map(asText).find((each) => each !== '')
    const ms = stamp === undefined ? Number.NaN : fromIso(stamp) - context.clockOffsetMs
    return Number.isNaN(ms) ? null : intervalOf(ms, ms + secondMs)
  }
  const series = asObject(event.series)
  const source = asObject(event.source)
  const fields: ClusterEventRow = {
    namespace,
    kind: asText(about.kind) || null,
    name: asText(about.name) || null,
    type: asText(event.type) || null,
    reason: asText(event.reason) || null,
    message: asText(event.message) || asText(event.note) || null,
    count: asCount(event.count) || asCount(series?.count) || 1,
    firstSeen: at(event.firstTimestamp, event.eventTime, metadata.creationTimestamp),
    lastSeen: at(series?.lastObservedTime, event.lastTimestamp, event.eventTime, metadata.creationTimestamp),
    source:
      [asText(source?.component) || asText(event.reportingComponent), asText(source?.host)].filter(Boolean).join(' ') ||
      null,
  }
  return { key: `${namespace}/${name}`, line, lastLine, fields }
}
