import type { Interval, Parsed, Row } from '../../model.ts'
import { asArray, asObject, asText, isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import { alignedCells, headerColumns } from '../../parse/text-table.ts'
import { agoInterval, fromIso, intervalOf, secondMs } from '../../parse/time.ts'
import { isFineAge, kubectlAge } from '../families/kubectl-age.ts'
import { jsonListAt, readKubectlList } from '../families/kubectl-list.ts'
import type { ParseContext } from '../probe.ts'
import type { ClusterNodeRow } from './fields.ts'

export function parse(text: string, context: ParseContext): Parsed<ClusterNodeRow> {
  const builder = new ParsedBuilder<ClusterNodeRow>()
  const jsonAt = jsonListAt(text)
  if (jsonAt >= 0)
    readKubectlList(text, jsonAt, 'Node', builder, (node, line, lastLine) => rowOf(node, line, lastLine, context))
  else parseTable(text, context, builder)
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

// Before 1.6 there was no VERSION; namespaces are listed under the same words, and told by their STATUS.
export const head = /^\s*NAME\s+STATUS\s+(?:ROLES\s+)?AGE\b/

const noValue = (cell: string | undefined): string | null =>
  cell === undefined || cell === '' || cell === '<none>' || cell === '<unknown>' ? null : cell

function parseTable(text: string, context: ParseContext, builder: ParsedBuilder<ClusterNodeRow>): void {
  const lines = linesOf(text).filter((each) => !isBlank(each.text))
  const isFine = lines.some((each) => each.text.split(/\s+/).some(isFineAge))
  let columns: { name: string; start: number }[] = []
  for (const each of lines) {
    if (head.test(each.text)) {
      columns = headerColumns(each.text)
      continue
    }
    const cells = columns.length === 0 ? null : alignedCells(each.text, columns)
    const cell = (name: string) => noValue(cells?.[columns.findIndex((column) => column.name === name)])
    const [name, status] = [cell('NAME'), cell('STATUS')]
    if (name === null || status === null || !/^(Ready|NotReady|Unknown)(,|$)/.test(status)) {
      builder.addUnparsed(each)
      continue
    }
    const fields: ClusterNodeRow = {
      name,
      status,
      roles: cell('ROLES'),
      createdAt: createdAt(cell('AGE'), isFine, context),
      version: cell('VERSION'),
      internalIp: cell('INTERNAL-IP'),
      osImage: cell('OS-IMAGE'),
      kernel: cell('KERNEL-VERSION'),
      containerRuntime: cell('CONTAINER-RUNTIME'),
      conditions: null,
    }
    builder.addRow({ key: name, line: each.line, lastLine: each.line, fields })
  }
}

const createdAt = (age: string | null, isFine: boolean, context: ParseContext): Interval | null =>
  age === null ? null : agoInterval(context, kubectlAge(age, isFine))
