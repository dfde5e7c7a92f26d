/** `kubectl-get-events`: what the cluster says has happened; the API server forgets an event after an hour. */
import type { Health, Parsed, Row } from '../../model.ts'
import { asCount, asObject, asText, isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import { headerColumns } from '../../parse/text-table.ts'
import { agoInterval, fromIso, intervalOf, secondMs } from '../../parse/time.ts'
import { diagnoseKubectlGet, kubectl } from '../families/kubectl.ts'
import { kubectlAge } from '../families/kubectl-age.ts'
import { jsonListAt, kubectlGetCommand, readKubectlList } from '../families/kubectl-list.ts'
import type { FieldsOf } from '../fields.ts'
import { type ParseContext, probe } from '../probe.ts'
import { clusterEventFields } from './fields.ts'

type EventRow = FieldsOf<typeof clusterEventFields>

function parse(text: string, context: ParseContext): Parsed<EventRow> {
  const builder = new ParsedBuilder<EventRow>()
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
): Row<EventRow> | null {
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
  const fields: EventRow = {
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

/** `LAST SEEN TYPE REASON OBJECT MESSAGE`; since kubectl 1.14. The message ends the line, whatever is in it. */
function parseTable(text: string, context: ParseContext, builder: ParsedBuilder<EventRow>): void {
  let columns: string[] = []
  for (const each of linesOf(text)) {
    if (isBlank(each.text)) continue
    if (/^(NAMESPACE +)?LAST SEEN +TYPE +REASON +OBJECT\b/.test(each.text)) {
      columns = headerColumns(each.text).map(({ name }) => name)
      continue
    }
    const words = each.text.trim().split(/\s+/)
    const hasNamespace = columns[0] === 'NAMESPACE'
    const namespace = hasNamespace ? words.shift() : 'default'
    const [age = '', type, reason, object, ...message] = words
    const bounds = kubectlAge(age, true)
    const about = /^([a-z][a-z0-9.]*)\/(\S+)$/i.exec(object ?? '')
    if (columns.length === 0 || bounds === null || about === null) {
      builder.addUnparsed(each)
      continue
    }
    const [, kind = '', name = ''] = about
    const fields: EventRow = {
      namespace: namespace ?? 'default',
      kind,
      name,
      type: type ?? null,
      reason: reason ?? null,
      message: message.join(' ') || null,
      count: null,
      firstSeen: null,
      source: null,
      lastSeen: agoInterval(context.takenAtMs, bounds.minMs, bounds.maxMs),
    }
    builder.addRow({ key: `${namespace}/${kind}/${name}/${reason}`, line: each.line, lastLine: each.line, fields })
  }
}

const getEvents = kubectlGetCommand('events?|ev')

const healthOfType: Record<string, Health> = { Warning: 'attention', Normal: 'fine' }

export const kubectlGetEvents = probe({
  name: 'kubectl-get-events',
  title: { en: 'Warnings of the cluster', zh: '集群告警' },
  about: {
    en: 'What the cluster says has happened; the API server forgets an event after an hour.',
    zh: '集群记录的事件；API server 只保留一小时。',
  },
  version: 2,
  scope: 'cluster',
  runsIn: 'node',
  variants: [
    { name: 'json', command: (settings) => `${kubectl(settings)} get events --all-namespaces -o json` },
    { name: 'table', command: (settings) => `${kubectl(settings)} get events --all-namespaces` },
  ],
  timeoutMs: 60_000,
  maxBytes: 64 * 1024 * 1024,
  fields: clusterEventFields,
  heads: [/^\s*(?:NAMESPACE\s+)?LAST SEEN\s+TYPE\s+REASON\s+OBJECT\b/],
  parse,
  isOnTimeline: ({ type }) => type === 'Warning',
  state: ({ type, reason }) => ({ state: reason ?? 'unknown', health: healthOfType[type ?? ''] ?? 'unknown' }),
  label: ({ namespace, name, kind }) =>
    `${(kind ?? '').toLowerCase()} ${namespace === 'default' ? '' : `${namespace}/`}${name ?? ''}`,
  recognises: (command) => getEvents.test(command.trim()),
  showsAll: (command) =>
    / (-A|--all-namespaces(=true)?)(?= |$)/.test(command) && !/ --(field-)?selector[ =]/.test(command),
  diagnose: diagnoseKubectlGet,
})
