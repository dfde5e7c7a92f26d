import type { Interval, Parsed, Row } from '../../model.ts'
import { asArray, asCount, asObject, asText, ParsedBuilder } from '../../parse/lines.ts'
import { fromIso, intervalOf, secondMs, toIso } from '../../parse/time.ts'
import { workloadOfPodName } from '../../parse/workload.ts'
import { jsonListAt, readKubectlList } from '../families/kubectl-list.ts'
import type { ParseContext } from '../probe.ts'
import type { PodRow } from './fields.ts'
import { printPod } from './pod-printer.ts'
import { readTable } from './table.ts'

export function parse(text: string, context: ParseContext): Parsed<PodRow> {
  const builder = new ParsedBuilder<PodRow>()
  const jsonAt = jsonListAt(text)
  if (jsonAt >= 0)
    readKubectlList(text, jsonAt, 'Pod', builder, (pod, line, lastLine) => rowOfObject(pod, line, lastLine, context))
  else readTable(text, context, builder)
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
    ownerKind: asText(ownerOf(metadata)?.kind) || null,
    ready: printed.ready,
    total: printed.total,
    status: printed.status,
    restarts: printed.restarts,
    lastRestartAt: stampInterval(printed.lastRestartAt, context),
    createdAt: stampInterval(asText(metadata.creationTimestamp), context),
    ip: asText(asObject(pod.status)?.podIP) || null,
    deletedAt: deletedAt(metadata, context),
    message: printed.message,
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

/** `deletionTimestamp` is when its grace is over. */
function deletedAt(metadata: Record<string, unknown>, context: ParseContext): Interval | null {
  const endMs = fromIso(asText(metadata.deletionTimestamp))
  if (Number.isNaN(endMs)) return null
  const graceMs = asCount(metadata.deletionGracePeriodSeconds) * secondMs
  return stampInterval(toIso(endMs - graceMs), context)
}

const ownerOf = (metadata: Record<string, unknown>): Record<string, unknown> | undefined =>
  asArray(metadata.ownerReferences)
    .map((each) => asObject(each) ?? {})
    .find((each) => each.controller === true)

/** The owner: a ReplicaSet's name without its hash (so that it outlives a rollout), any other owner's name as it is. */
function workloadOfObject(metadata: Record<string, unknown>, name: string): string {
  const owner = ownerOf(metadata)
  const ownerName = asText(owner?.name)
  if (ownerName === '') return workloadOfPodName(name)
  const hash = asText(asObject(metadata.labels)?.['pod-template-hash'])
  return owner?.kind === 'ReplicaSet' && hash !== '' && ownerName.endsWith(`-${hash}`)
    ? ownerName.slice(0, -hash.length - 1)
    : ownerName
}
