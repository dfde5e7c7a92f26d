import type { timeSyncFields } from '../../probes/time-sync/fields.ts'
import { timeSync } from '../../probes/time-sync/probe.ts'
import { claim, type FactOf, factsOf, sinceOtherwise } from '../facts.ts'
import { rule } from '../rule.ts'

const isNotKept = ({ fields }: FactOf<typeof timeSyncFields>): boolean => fields.synchronized === false

export const clockNotKept = rule({
  name: 'clock-not-kept',
  tells: 'state',
  nature: 'routine',
  about: {
    en: 'Nodes that say themselves that nothing keeps their clock right.',
    zh: '自己报告时钟未同步的节点。',
  },
  severities: ['warning'],
  reads: [timeSync],
  thresholds: [],
  params: { node: 'text' },
  check: (context) =>
    factsOf(context.after, timeSync)
      .filter(isNotKept)
      .map((fact) =>
        claim(fact, {
          severity: 'warning',
          certainty: 'proven',
          since: sinceOtherwise(context, fact, isNotKept),
          params: { node: fact.found.section.node },
        }),
      ),
  title: {
    en: ({ node }) => `The clock of ${node} is not synchronized`,
    zh: ({ node }) => `${node} 的时钟未同步`,
  },
  next: {
    en: ({ node }) => `chronyc sources; timedatectl (on ${node})`,
    zh: ({ node }) => `chronyc sources；timedatectl（在 ${node} 上）`,
  },
  why: {
    en: 'A clock that nothing keeps drifts by seconds a day, and services judge each other by heartbeats in its time: nova calls a sound service down once clocks are service_down_time apart.',
    zh: '无人校准的时钟每天会漂移数秒，而服务之间靠心跳时间互相判断：时钟相差达到 service_down_time 时，nova 会把正常的服务判定为 down。',
  },
})
