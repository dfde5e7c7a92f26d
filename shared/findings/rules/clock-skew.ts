import type { SnapshotView } from '../../compare/view.ts'
import { intervalOf, secondMs } from '../../parse/time.ts'
import { host } from '../../probes/host/probe.ts'
import { durationText } from '../../words/duration.ts'
import { evidenceFor, rowOf, sinceOtherwise } from '../facts.ts'
import { rule } from '../rule.ts'

/** Two measurements further apart than this show that the clock was set. */
const setMs = 5 * secondMs

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
  check: ({ after, before, history, thresholds: { clockSkewMs } }) =>
    after.snapshot.nodes.flatMap(({ name, clockOffsetMs }) => {
      if (clockOffsetMs === null || Math.abs(clockOffsetMs) < clockSkewMs) return []
      const subject = { probe: host.name, place: name, key: 'host' }
      const measured = rowOf(after, host, subject)
      const isAsNow = ({ view }: { view: SnapshotView }) => {
        const then = view.snapshot.nodes.find((node) => node.name === name)?.clockOffsetMs ?? null
        return then === null || Math.abs(then - clockOffsetMs) < setMs
      }
      return [
        {
          severity: 'warning',
          certainty: 'proven',
          subject,
          since:
            measured === null
              ? intervalOf(null, after.snapshot.takenAtMs)
              : sinceOtherwise({ before, history }, measured, isAsNow),
          params: {
            node: name,
            aheadSeconds: Math.round(clockOffsetMs / secondMs),
            thresholdSeconds: Math.round(clockSkewMs / secondMs),
          },
          evidence: evidenceFor(measured),
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
