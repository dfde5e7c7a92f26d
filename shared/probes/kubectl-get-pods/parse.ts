import type { Interval, Parsed, Row } from '../../model.ts'
import { asArray, asObject, asText, isBlank, type Line, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import { headerColumns } from '../../parse/text-table.ts'
import { agoInterval, fromIso, intervalOf, secondMs } from '../../parse/time.ts'
import { workloadOfPodName } from '../../parse/workload.ts'
import { isFineAge, kubectlAge } from '../families/kubectl-age.ts'
import { jsonListAt, readKubectlList } from '../families/kubectl-list.ts'
import type { ParseContext } from '../probe.ts'
import type { PodRow } from './fields.ts'
import { podMessages } from './messages.ts'
import { printPod } from './pod-printer.ts'

export function parse(text: string, context: ParseContext): Parsed<PodRow> {
  const builder = new ParsedBuilder<PodRow>()
  const jsonAt = jsonListAt(text)
  if (jsonAt >= 0)
    readKubectlList(text, jsonAt, 'Pod', builder, (pod, line, lastLine) => rowOfObject(pod, line, lastLine, context))
  else parseTable(text, context, builder)
  return builder.build()
}

function rowOfObject(
  pod: Record<string, unknown>,
  line: number,
  lastLine: number,
  context: ParseContext,
): Row<PodRow> | null {
  const metadata = asObject(pod.metadata)
  const name = asText(metadata?.name)
  if (metadata === null || name === '' || (pod.kind !== undefined && pod.kind !== 'Pod')) return null
  const namespace = asText(metadata.namespace) || 'default'
  const printed = printPod(pod)
  const fields: PodRow = {
    namespace,
    name,
    uid: asText(metadata.uid) || null,
    workload: workloadOfObject(metadata, name),
    ready: printed.ready,
    total: printed.total,
    status: printed.status,
    restarts: printed.restarts,
    lastRestartAt: stampInterval(printed.lastRestartAt, context),
    createdAt: stampInterval(asText(metadata.creationTimestamp), context),
    ip: asText(asObject(pod.status)?.podIP) || null,
    node: asText(asObject(pod.spec)?.nodeName) || null,
  }
  return { key: `${namespace}/${name}`, line, lastLine, fields }
}

/** Stamps of the API server are floored to a second. */
function stampInterval(stamp: string | null, context: ParseContext): Interval | null {
  if (stamp === null || stamp === '') return null
  const atMs = fromIso(stamp) - context.clockOffsetMs
  return Number.isNaN(atMs) ? null : intervalOf(atMs, atMs + secondMs)
}

/** The owner: a ReplicaSet's name without its hash (so that it outlives a rollout), any other owner's name as it is. */
function workloadOfObject(metadata: Record<string, unknown>, name: string): string {
  const owner = asArray(metadata.ownerReferences)
    .map((each) => asObject(each) ?? {})
    .find((each) => each.controller === true)
  const ownerName = asText(owner?.name)
  if (ownerName === '') return workloadOfPodName(name)
  const hash = asText(asObject(metadata.labels)?.['pod-template-hash'])
  return owner?.kind === 'ReplicaSet' && hash !== '' && ownerName.endsWith(`-${hash}`)
    ? ownerName.slice(0, -hash.length - 1)
    : ownerName
}

// Table

export const head = /^\s*(?:NAMESPACE\s+)?NAME\s+READY\s+STATUS\b/
const readyCell = /^\d{1,6}\/\d{1,6}$/
const ageCell = /^(?:\d{1,9}[smhdy](?:\d{1,9}[smhd])?|<invalid>|<unknown>)$/

function parseTable(text: string, context: ParseContext, builder: ParsedBuilder<PodRow>): void {
  const lines = linesOf(text).filter((each) => !isBlank(each.text))
  // One cell that only the finer printer makes tells how exact every age of the table is.
  const isFine = lines.some((each) => each.text.split(/[\s()]+/).some(isFineAge))
  let columns: string[] = []
  for (const each of lines) {
    if (head.test(each.text)) {
      columns = headerColumns(each.text).map(({ name }) => name)
      continue
    }
    const row = rowOfCells(each, columns, isFine, context)
    if (row === null) {
      builder.addUnparsed(each)
      continue
    }
    if (!row.hasNamespace) builder.addNote(podMessages.noNamespace())
    builder.addRow(row.row)
  }
}

/** The words of a row stand in a fixed order and hold no spaces, but for RESTARTS `3 (5m30s ago)`: so it need not line up. */
function rowOfCells(
  each: Line,
  columns: string[],
  isFine: boolean,
  context: ParseContext,
): { row: Row<PodRow>; hasNamespace: boolean } | null {
  const { line, text } = each
  const words = text.trim().split(/\s+/)
  const readyAt = words.findIndex((word) => readyCell.test(word))
  if (readyAt < 1 || readyAt > 2) return null
  const hasNamespace = readyAt === 2
  const namespace = hasNamespace ? (words[0] ?? '') : 'default'
  const name = words[readyAt - 1] ?? ''
  const [ready = 0, total = 0] = (words[readyAt] ?? '').split('/').map(Number)
  const status = words[readyAt + 1]
  const restartsText = words[readyAt + 2]
  if (status === undefined || restartsText === undefined || !/^\d{1,9}$/.test(restartsText)) return null
  let at = readyAt + 3
  let lastRestartAt: Interval | null = null
  if (words[at]?.startsWith('(') === true && words[at + 1] === 'ago)') {
    lastRestartAt = createdAtOf((words[at] ?? '').slice(1), isFine, context)
    at += 2
  }
  const age = words[at] ?? ''
  if (age !== '' && !ageCell.test(age)) return null
  const rest = words.slice(at + 1)
  const isWide = columns.length === 0 || columns.includes('IP')
  const [ip, node] = isWide ? ipAndNode(rest) : [null, null]
  const fields: PodRow = {
    namespace,
    name,
    uid: null,
    workload: workloadOfPodName(name),
    ready,
    total,
    status,
    restarts: Number(restartsText),
    lastRestartAt,
    createdAt: createdAtOf(age, isFine, context),
    ip,
    node,
  }
  return { row: { key: `${namespace}/${name}`, line, lastLine: line, fields }, hasNamespace }
}

/** Of one word alone, what is an address is the IP; a node may be named by an address too, but stands second. */
function ipAndNode(rest: string[]): [string | null, string | null] {
  const [first, second] = rest.map((word) => (word === '<none>' ? null : word))
  if (rest.length === 1 && typeof first === 'string' && !/^[\d.]+$|:/.test(first)) return [null, first]
  return [first ?? null, second ?? null]
}

/** kubectl's clock is behind the API server's where the pod was created after "now". */
const createdAtOf = (age: string, isFine: boolean, context: ParseContext): Interval | null =>
  age === '<invalid>' ? intervalOf(context.takenAtMs, null) : agoInterval(context, kubectlAge(age, isFine))
