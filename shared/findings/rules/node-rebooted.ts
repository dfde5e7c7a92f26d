import { minuteMs } from '../../parse/time.ts'
import { host } from '../../probes/host/probe.ts'
import { isByCollector } from '../../time/look.ts'
import { betweenLooks, lookAt } from '../../time/stamps.ts'
import { actOf, byHand, byHandParams } from '../by-hand.ts'
import { claim, evidenceFor, type Fact, factsOf, isTimed, msOf } from '../facts.ts'
import { lastSeenEver } from '../history.ts'
import { during } from '../phrases.ts'
import { rule } from '../rule.ts'

type HostFact = ReturnType<typeof factsOf<typeof host.fields>>[number]

/** Whether it ran longer when it was looked at before: certain whatever any clock said. */
function ranLonger(earlier: HostFact, fact: HostFact): boolean {
  const leastBeforeMs = lookAt(earlier).fromMs - (msOf(earlier.fields.bootedAt?.latest) ?? Number.POSITIVE_INFINITY)
  const mostNowMs = lookAt(fact).toMs - (msOf(fact.fields.bootedAt?.earliest) ?? Number.NEGATIVE_INFINITY)
  return mostNowMs < leastBeforeMs
}

/** Whether it began later than it had begun before, by the moments of the two looks. */
function beganLater(earlier: HostFact, fact: HostFact): boolean {
  const wasMs = msOf(earlier.fields.bootedAt?.latest)
  const isMs = msOf(fact.fields.bootedAt?.earliest)
  return wasMs !== null && isMs !== null && wasMs < isMs
}

const onOneClock = (...facts: Fact<object>[]): boolean =>
  facts.every(({ view }) => isTimed(view) && isByCollector(view.snapshot))

export const nodeRebooted = rule({
  name: 'node-rebooted',
  tells: 'change',
  nature: 'fault',
  stays: true,
  // It was away before it began to run again.
  delay: { leastMs: 0, mostMs: 10 * minuteMs },
  about: { en: 'Nodes that were started again.', zh: '重新启动过的节点。' },
  severities: ['critical'],
  reads: [host],
  thresholds: [],
  params: { node: 'text', uptime: 'text?', ...byHandParams },
  check: ({ after, before, history, events }) =>
    factsOf(after, host).flatMap((fact) => {
      const earlier = lastSeenEver(before, history, fact)
      if (earlier === null || !beganLater(earlier, fact)) return []
      const isSure = ranLonger(earlier, fact) || onOneClock(earlier, fact)
      const since = betweenLooks(earlier, fact, fact.fields.bootedAt)
      const node = fact.found.section.node
      return [
        claim(fact, {
          severity: 'critical',
          certainty: isSure ? 'proven' : 'possible',
          since,
          params: { node, uptime: fact.fields.uptime, ...actOf(events, ['node-rebooted'], [node], since) },
          evidence: evidenceFor(earlier, fact),
        }),
      ]
    }),
  title: {
    en: (p, since) => `${p.node} was rebooted${during(since, 'en')}${byHand(p, 'restarted', 'en')}`,
    zh: (p, since) => `节点 ${p.node} ${during(since, 'zh')}重新启动过${byHand(p, 'restarted', 'zh')}`,
  },
  next: {
    en: ({ node }) => `last -x reboot shutdown; journalctl -b -1 -e (on ${node})`,
    zh: ({ node }) => `last -x reboot shutdown；journalctl -b -1 -e（在 ${node} 上）`,
  },
  why: {
    en: 'uptime counts from the boot and by no clock that can be set. Everything that ran on the node ended with it and was started again behind it. (uptime(1), proc_uptime(5))',
    zh: 'uptime 从开机算起，不受校时影响。节点上的一切都随之结束，并在开机后重新启动。（uptime(1)、proc_uptime(5)）',
  },
})
