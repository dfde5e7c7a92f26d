/** Objects of a cluster in a text: of which kind they are, told by their own words or by their shape. */
import { asObject, parseJson } from '../../../shared/parse/lines.ts'
import { kubectlGetEvents } from '../../../shared/probes/kubectl-get-events/probe.ts'
import { kubectlGetNodes } from '../../../shared/probes/kubectl-get-nodes/probe.ts'
import { kubectlGetPods } from '../../../shared/probes/kubectl-get-pods/probe.ts'
import type { Probe } from '../../../shared/probes/probe.ts'

const probeOfKind: Readonly<Record<string, Probe>> = {
  Pod: kubectlGetPods,
  Node: kubectlGetNodes,
  Event: kubectlGetEvents,
}

/** What a text of objects is: read by a probe, or objects of another kind. */
export type Objects = { probe: Probe | null }

/** Null when the text holds no objects of a cluster. */
export function objectsIn(text: string): Objects | null {
  const start = text.slice(0, 200).trimStart()
  if (/^[[{]/.test(start)) return objectsInJson(text)
  if (!/^(?:---|apiVersion:|items:|kind:|- apiVersion:)/m.test(start)) return null
  const own = /^kind: "?(\w+)"?\s*$/m.exec(text)?.[1]
  const kind = own === undefined || own === 'List' ? /^(?:- | {1,4})kind: "?(\w+)"?\s*$/m.exec(text)?.[1] : own
  return kind === undefined ? null : { probe: probeNamedBy(kind) }
}

function objectsInJson(text: string): Objects | null {
  const whole = parseJson(text)
  if (whole === null) return objectsInPart(text)
  const list = listOf(whole)
  const first = asObject(Array.isArray(list) ? list[0] : whole)
  const named = kindOf(asObject(whole))
  if (first === null) return named === null ? null : { probe: probeNamedBy(named) }
  const kind = kindOf(first) ?? shapeOf(first) ?? named
  return kind === null ? null : { probe: probeNamedBy(kind) }
}

const listOf = (whole: unknown): unknown => {
  if (Array.isArray(whole)) return whole
  const object = asObject(whole)
  // kubectl before 1.14 wrote dumps with the names of Go's own fields.
  return object?.items ?? object?.Items
}

const kindOf = (object: Record<string, unknown> | null): string | null => {
  const kind = object?.kind ?? object?.Kind
  return typeof kind === 'string' && kind !== 'List' ? kind : null
}

function shapeOf(object: Record<string, unknown>): string | null {
  if ('involvedObject' in object || 'InvolvedObject' in object) return 'Event'
  const status = asObject(object.status ?? object.Status) ?? {}
  if ('nodeInfo' in status || 'NodeInfo' in status) return 'Node'
  const spec = asObject(object.spec ?? object.Spec) ?? {}
  return 'containers' in spec || 'Containers' in spec ? 'Pod' : null
}

/** A text that is cut off, or holds several documents. */
function objectsInPart(text: string): Objects | null {
  const kind = /"kind": ?"(Pod|Node|Event)(?:List)?"/.exec(text)?.[1]
  if (/"involvedObject": ?\{/i.test(text)) return { probe: kubectlGetEvents }
  if (/"nodeInfo": ?\{/i.test(text)) return { probe: kubectlGetNodes }
  return kind === undefined ? null : { probe: probeNamedBy(kind) }
}

const probeNamedBy = (kind: string): Probe | null => probeOfKind[kind.replace(/List$/, '')] ?? null
