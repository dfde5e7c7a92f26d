import type { Parsed, Row } from '../../model.ts'
import { asCount, asObject, asText, isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import { headerColumns } from '../../parse/text-table.ts'
import { agoInterval, fromIso, intervalOf, secondMs } from '../../parse/time.ts'
import { isFineAge, kubectlAge } from '../families/kubectl-age.ts'
import { jsonListAt, readKubectlList } from '../families/kubectl-list.ts'
import type { ParseContext } from '../probe.ts'
import type { ClusterEventRow } from './fields.ts'

export function parse(text: string, context: ParseContext): Parsed<ClusterEventRow> {
  const builder = new ParsedBuilder<ClusterEventRow>()
  const jsonAt = jsonListAt(text)
  if (jsonAt >= 0)
    readKubectlList(text, jsonAt, 'Event', builder, (event, line, lastLine) => rowOf(event, line, lastLine, context))
  else parseTable(text, context, builder)
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

export const head = /^\s*(?:NAMESPACE\s+)?LAST SEEN\s+TYPE\s+REASON\s+OBJECT\b/

/** `LAST SEEN TYPE REASON OBJECT MESSAGE`; since kubectl 1.14. The message ends the line, whatever is in it. */
function parseTable(text: string, context: ParseContext, builder: ParsedBuilder<ClusterEventRow>): void {
  let columns: string[] = []
  const lines = linesOf(text).filter((each) => !isBlank(each.text))
  const isFine = lines.some((each) => each.text.trim().split(/\s+/, 2).some(isFineAge))
  for (const each of lines) {
    if (head.test(each.text)) {
      columns = headerColumns(each.text).map(({ name }) => name)
      continue
    }
    const words = each.text.trim().split(/\s+/)
    const hasNamespace = columns[0] === 'NAMESPACE'
    const namespace = hasNamespace ? words.shift() : 'default'
    const [age = '', type, reason, object, ...message] = words
    const bounds = kubectlAge(age, isFine)
    const about = /^([a-z][a-z0-9.]*)\/(\S+)$/i.exec(object ?? '')
    if (columns.length === 0 || (bounds === null && age !== '<unknown>') || about === null) {
      builder.addUnparsed(each)
      continue
    }
    const [, kind = '', name = ''] = about
    const fields: ClusterEventRow = {
      namespace: namespace ?? 'default',
      kind,
      name,
      type: type ?? null,
      reason: reason ?? null,
      message: message.join(' ') || null,
      count: null,
      firstSeen: null,
      source: null,
      lastSeen: agoInterval(context, bounds),
    }
    builder.addRow({ key: `${namespace}/${kind}/${name}/${reason}`, line: each.line, lastLine: each.line, fields })
  }
}
