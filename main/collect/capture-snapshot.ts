/** What nodes answered as one snapshot, or why there is none. */
import { CallError } from '../../shared/contract/call-error.ts'
import { captureMessages } from '../../shared/messages/collect/capture.ts'
import { linesOf } from '../../shared/messages/lines.ts'
import type { ClusterNode, Section, Snapshot } from '../../shared/model.ts'
import type { NodeResult } from './capture-node.ts'
import { addressOf } from './target.ts'

type Frame = Pick<Snapshot, 'id' | 'site' | 'takenAtMs' | 'source'>

/** Nodes stand in the order of the results. */
export function snapshotOf(results: readonly NodeResult[], { id, site, takenAtMs, source }: Frame): Snapshot {
  const names = namesOf(results)
  return {
    id,
    site,
    takenAtMs,
    takenAtInferred: null,
    source,
    origin: results.map(({ text }) => text).join(', '),
    nodes: results.map((result, index) => nodeOf(result, names[index] ?? '')),
    sections: results.flatMap((result, index) => sectionsOf(result, names[index] ?? '')),
    events: [],
  }
}

function nodeOf({ target, outcome, message, self }: NodeResult, name: string): ClusterNode {
  const { clockOffsetMs, zoneOffsetMinutes } = self
  return { name, address: addressOf(target), outcome, message, clockOffsetMs, zoneOffsetMinutes }
}

const sectionsOf = ({ sections }: NodeResult, node: string): Section[] =>
  sections.map((section) => ({ ...section, node }))

/** Host names; nodes that share one are told apart by address. */
function namesOf(results: readonly NodeResult[]): string[] {
  const plain = results.map(({ self, target }) => self.hostname ?? addressOf(target))
  return results.map(({ target }, index) => {
    const name = plain[index] ?? ''
    const isShared = plain.some((other, otherIndex) => otherIndex !== index && other === name)
    return isShared ? `${name} (${addressOf(target)})` : name
  })
}

/** Why nothing was captured, or null. A changed host key outweighs an unknown one, and that a node that is only away. */
export function refusalOf(results: readonly NodeResult[], isCancelled: boolean): CallError | null {
  const hasAny = results.some(({ sections }) => sections.some(({ outcome }) => outcome !== 'skipped'))
  if (isCancelled && !hasAny) return new CallError('refused', captureMessages.cancelledEmpty())
  if (results.some(({ outcome, sections }) => outcome === 'ok' || sections.length > 0)) return null
  const hostKeyErrors = results.flatMap(({ hostKeyError }) => hostKeyError ?? [])
  const untrusted = hostKeyErrors.find(({ code }) => code === 'changed-host-key') ?? hostKeyErrors[0]
  if (untrusted !== undefined) return untrusted
  const why = linesOf(results.flatMap(({ message }) => message ?? []))
  return new CallError('refused', why, { target: results.map(({ text }) => text).join(', ') })
}
