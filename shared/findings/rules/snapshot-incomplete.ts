import { evidenceOf } from '../../compare/view.ts'
import { intervalOf } from '../../parse/time.ts'
import { host } from '../../probes/host/probe.ts'
import { counted } from '../../words/count.ts'
import { rule } from '../rule.ts'

/** Everything that a silent node brings about. */
export const snapshotIncomplete = rule({
  name: 'snapshot-incomplete',
  tells: 'state',
  nature: 'gap',
  about: {
    en: 'Nodes that the snapshot before has and this one has not.',
    zh: '前一快照中有、本次快照中没有的节点。',
  },
  severities: ['warning', 'info'],
  reads: [],
  thresholds: [],
  params: { node: 'text', notComparable: 'number', message: 'message?' },
  check: ({ after, before, changes }) => {
    if (before === null) return []
    const answered = new Set(after.snapshot.nodes.filter(({ outcome }) => outcome === 'ok').map(({ name }) => name))
    const asked = new Set(after.snapshot.nodes.map(({ name }) => name))
    // A report of one node never holds another: only what was asked can be missing in it.
    const isOfSomeNodes = after.snapshot.source === 'file'
    const lost = before.snapshot.nodes.filter(
      ({ name, outcome }) => outcome === 'ok' && !answered.has(name) && (!isOfSomeNodes || asked.has(name)),
    )
    if (lost.length === 0) return []
    const hidden = new Map<string, number>()
    for (const { kind, node } of changes) if (kind === 'not-comparable') hidden.set(node, (hidden.get(node) ?? 0) + 1)
    return lost.map(({ name }) => {
      const last = before.snapshot.sections.find(({ node, parsed }) => node === name && parsed.rows.length > 0)
      const row = last?.parsed.rows[0]
      return {
        // A capture of other nodes, as a session on one of them, never asked this one.
        severity: asked.has(name) ? 'warning' : 'info',
        certainty: 'proven',
        subject: { probe: host.name, place: name, key: 'host' },
        since: intervalOf(before.snapshot.takenAtMs, after.snapshot.takenAtMs),
        params: {
          node: name,
          notComparable: hidden.get(name) ?? 0,
          message: after.snapshot.nodes.find((node) => node.name === name)?.message ?? null,
        },
        evidence: last === undefined || row === undefined ? [] : [evidenceOf(before.snapshot, { row, section: last })],
      }
    })
  },
  title: {
    en: ({ node, notComparable }) =>
      `${node} is missing in this snapshot: ${counted(notComparable, 'thing')} cannot be compared`,
    zh: ({ node, notComparable }) => `本次快照缺少节点 ${node}：有 ${notComparable} 项无法比较`,
  },
  next: {
    en: ({ node, message }) => message ?? `ping ${node}; ssh ${node} uptime`,
    zh: ({ node, message }) => message ?? `ping ${node}；ssh ${node} uptime`,
  },
  why: {
    en: 'What was not collected is not gone: of this node nothing is called removed, and nothing is called fine. What is cluster-wide is asked on another node where one answers.',
    zh: '未采集不等于消失：该节点上的对象既不会被报告为已消失，也不会被视为正常。集群级的探针会改由其他有应答的节点执行。',
  },
})
