import { intervalOf, secondMs } from '../../parse/time.ts'
import { host } from '../../probes/host/probe.ts'
import { durationText } from '../../words/duration.ts'
import { evidenceFor, rowOf } from '../facts.ts'
import { rule } from '../rule.ts'

export const clockSkew = rule({
  name: 'clock-skew',
  tells: 'state',
  nature: 'fault',
  of: 'clock',
  about: { en: "Nodes whose clock differs from the collector's.", zh: '时钟与采集端不一致的节点。' },
  severities: ['warning'],
  reads: [host],
  thresholds: ['clockSkewMs'],
  params: { node: 'text', aheadSeconds: 'number', thresholdSeconds: 'number' },
  check: ({ after, thresholds: { clockSkewMs } }) =>
    after.snapshot.nodes.flatMap(({ name, clockOffsetMs }) => {
      if (clockOffsetMs === null || Math.abs(clockOffsetMs) < clockSkewMs) return []
      const subject = { probe: host.name, place: name, key: 'host' }
      return [
        {
          severity: 'warning',
          certainty: 'proven',
          subject,
          since: intervalOf(null, after.snapshot.takenAtMs),
          params: {
            node: name,
            aheadSeconds: Math.round(clockOffsetMs / secondMs),
            thresholdSeconds: Math.round(clockSkewMs / secondMs),
          },
          evidence: evidenceFor(rowOf(after, host, subject)),
        },
      ]
    }),
  title: {
    en: ({ node, aheadSeconds }) =>
      `The clock of ${node} is ${durationText(Math.abs(aheadSeconds) * secondMs, 'en')} ${aheadSeconds > 0 ? 'ahead of' : 'behind'} the collector's`,
    zh: ({ node, aheadSeconds }) =>
      `${node} 的时钟比采集端${aheadSeconds > 0 ? '快' : '慢'} ${durationText(Math.abs(aheadSeconds) * secondMs, 'zh')}`,
  },
  next: { en: () => 'chronyc tracking, or ntpq -p', zh: () => 'chronyc tracking，或 ntpq -p' },
  why: {
    en: 'nova holds a heartbeat by one clock against another: beyond service_down_time a sound service reads down. Times read on this node are corrected by the difference.',
    zh: 'nova 用一个节点的时钟去衡量另一个节点的心跳：相差超过 service_down_time 时，正常的服务也会显示 down。本程序读取该节点的时间时已按此差值校正。',
  },
})
