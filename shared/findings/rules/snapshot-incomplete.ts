/** Nodes that the snapshot before has and this one has not. */
import { evidenceOf } from '../../compare/view.ts'
import { intervalOf } from '../../parse/time.ts'
import type { Rule } from '../rule.ts'

/** Everything that a silent node brings about. */
export const nodeCause = (node: string): string => `node/${node}`

export const snapshotIncomplete: Rule = {
  name: 'snapshot-incomplete',
  tells: 'state',
  evaluate: ({ after, before, changes }) => {
    if (before === null) return []
    const answered = new Set(after.snapshot.nodes.filter(({ outcome }) => outcome === 'ok').map(({ name }) => name))
    const lost = before.snapshot.nodes.filter(({ name, outcome }) => outcome === 'ok' && !answered.has(name))
    if (lost.length === 0) return []
    const hidden = new Map<string, number>()
    for (const { kind, node } of changes) if (kind === 'not-comparable') hidden.set(node, (hidden.get(node) ?? 0) + 1)
    return lost.map(({ name }) => {
      const last = before.snapshot.sections.find(({ node, parsed }) => node === name && parsed.rows.length > 0)
      const row = last?.parsed.rows[0]
      return {
        rule: 'snapshot-incomplete',
        severity: 'warning' as const,
        certainty: 'proven' as const,
        subject: { probe: 'host', place: name, key: 'host' },
        since: intervalOf(before.snapshot.takenAtMs, after.snapshot.takenAtMs),
        params: {
          node: name,
          notComparable: hidden.get(name) ?? 0,
          message: after.snapshot.nodes.find((node) => node.name === name)?.message ?? '',
        },
        evidence: last === undefined || row === undefined ? [] : [evidenceOf(before.snapshot, { row, section: last })],
        cause: nodeCause(name),
      }
    })
  },
}
