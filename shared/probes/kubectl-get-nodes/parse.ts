import type { Parsed, Row } from '../../model.ts'
import { asArray, asObject, asText, ParsedBuilder } from '../../parse/lines.ts'
import { fromIso, intervalOf, secondMs } from '../../parse/time.ts'
import { jsonListAt, readKubectlList } from '../families/kubectl-list.ts'
import type { ParseContext } from '../probe.ts'
import type { ClusterNodeRow } from './fields.ts'
import { readTable } from './table.ts'

export function parse(text: string, context: ParseContext): Parsed<ClusterNodeRow> {
  const builder = new ParsedBuilder<ClusterNodeRow>()
  const jsonAt = jsonListAt(text)
  if (jsonAt >= 0)
    readKubectlList(text, jsonAt, 'Node', builder, (node, line, lastLine) => rowOf(node, line, lastLine, context))
  else readTable(text, context, builder)
  return builder.build()
}

const roleLabel = 'node-role.kubernetes.io/'

function rowOf(
  node: Record<string, unknown>,
  line: number,
  lastLine: number,
  context: ParseContext,
): Row<ClusterNodeRow> | null {
  const metadata = asObject(node.metadata)
  const name = asText(metadata?.name)
  if (metadata === null || name === '' || (node.kind !== undefined && node.kind !== 'Node')) return null
  const status = asObject(node.status)
  const info = asObject(status?.nodeInfo)
  const conditions = asArray(status?.conditions).map((each) => asObject(each) ?? {})
  const createdMs = fromIso(asText(metadata.creationTimestamp)) - context.clockOffsetMs
  const labels = Object.entries(asObject(metadata.labels) ?? {})
  const roles = labels.flatMap(([label, value]) => {
    if (label.startsWith(roleLabel)) return [label.slice(roleLabel.length)]
    return label === 'kubernetes.io/role' ? [asText(value)] : []
  })
  const address = asArray(status?.addresses)
    .map((each) => asObject(each) ?? {})
    .find(({ type }) => type === 'InternalIP')
  const fields: ClusterNodeRow = {
    name,
    status: statusOf(conditions, asObject(node.spec)?.unschedulable === true),
    roles: roles.toSorted().join(',') || null,
    createdAt: Number.isNaN(createdMs) ? null : intervalOf(createdMs, createdMs + secondMs),
    version: asText(info?.kubeletVersion) || null,
    internalIp: asText(address?.address) || null,
    osImage: asText(info?.osImage) || null,
    kernel: asText(info?.kernelVersion) || null,
    containerRuntime: asText(info?.containerRuntimeVersion) || null,
    // All but Ready are complaints: DiskPressure, MemoryPressure, NetworkUnavailable ...
    conditions: conditions.flatMap(({ type, status: value }) =>
      type !== 'Ready' && value !== 'False' ? [`${asText(type)}=${asText(value)}`] : [],
    ),
  }
  return { key: name, line, lastLine, fields }
}

/** As kubectl prints it: the condition Ready, or Unknown where there is none, and whether pods may come. */
function statusOf(conditions: Record<string, unknown>[], isCordoned: boolean): string {
  const ready = conditions.find(({ type }) => type === 'Ready')
  return isCordoned ? `${readinessOf(ready)},SchedulingDisabled` : readinessOf(ready)
}

function readinessOf(ready: Record<string, unknown> | undefined): string {
  if (ready === undefined) return 'Unknown'
  return ready.status === 'True' ? 'Ready' : 'NotReady'
}
