import type { SnapshotView } from '../../compare/view.ts'
import { minuteMs } from '../../parse/time.ts'
import { cinderServiceList } from '../../probes/cinder-service-list/probe.ts'
import { neutronAgentList } from '../../probes/neutron-agent-list/probe.ts'
import { novaServiceList } from '../../probes/nova-service-list/probe.ts'
import { varLog } from '../../probes/var-log/probe.ts'
import type { SiteClocks } from '../../time/clocks.ts'
import { lookAt, momentOf } from '../../time/stamps.ts'
import { durationText } from '../../words/duration.ts'
import { claim, evidenceFor, type Fact, factIn, factsOf, msOf } from '../facts.ts'
import { inPod, type LogFact, logParams, logParamsOf } from '../logs.ts'
import { inBoth, rule } from '../rule.ts'

/** So many looks in a row saw it written shortly before. */
const fewestLooks = 3

/** The least and the most time since it was written when it was looked at; null: not known. */
function silenceOf(clocks: SiteClocks, fact: LogFact): { leastMs: number; mostMs: number } | null {
  const written = momentOf(clocks, fact, fact.fields.modifiedAt, [fact.found.section.node])
  const [fromMs, toMs] = [msOf(written?.earliest), msOf(written?.latest)]
  if (fromMs === null || toMs === null) return null
  const look = lookAt(fact)
  return { leastMs: look.fromMs - toMs, mostMs: look.toMs - fromMs }
}

/** The longest time that the looks ahead saw it not written; null: it is not a log that is written all the time. */
function usualSilenceMs(clocks: SiteClocks, history: readonly SnapshotView[], fact: LogFact): number | null {
  const silences: number[] = []
  for (const view of history.slice(0, history.lastIndexOf(fact.view))) {
    const earlier = factIn(view, fact)
    if (earlier === null || earlier.found.section.pod !== fact.found.section.pod) continue
    // It is the look behind the last line that shows the silence.
    if (JSON.stringify(earlier.fields.modifiedAt) === JSON.stringify(fact.fields.modifiedAt)) continue
    const silence = silenceOf(clocks, earlier)
    if (silence === null) return null
    silences.push(silence.mostMs)
  }
  return silences.length < fewestLooks ? null : Math.max(...silences)
}

interface Up {
  fact: Fact<object>
  binary: string
  host: string
}

/** Services and agents that their lists call up. */
function servicesUp(view: SnapshotView): Up[] {
  const up: Up[] = []
  for (const fact of [...factsOf(view, novaServiceList), ...factsOf(view, cinderServiceList)]) {
    const { binary, host, state } = fact.fields
    if (state === 'up') up.push({ fact, binary, host })
  }
  for (const fact of factsOf(view, neutronAgentList)) {
    const { binary, host, alive } = fact.fields
    if (alive && binary !== null) up.push({ fact, binary, host })
  }
  return up
}

/** Whether the log is named after the program, and lies where that runs. */
function isLogOf({ binary, host }: Up, { subject, found: { section } }: LogFact): boolean {
  const name = /([^/]+)\.log$/.exec(subject.key)?.[1]
  const [server = ''] = host.split('@')
  return (name === binary || name === `openstack-${binary}`) && [section.node, section.pod].includes(server)
}

export const logSilent = rule({
  name: 'log-silent',
  tells: 'state',
  nature: 'wait',
  about: { en: 'Logs that are no longer written, though their service is up.', zh: '服务为 up、却不再写入的日志。' },
  severities: ['warning'],
  reads: [varLog, novaServiceList, cinderServiceList, neutronAgentList],
  thresholds: ['stuckAfterMs'],
  params: { ...logParams, binary: 'text', minutes: 'number', usualMinutes: 'number' },
  check: ({ after, history, clocks, thresholds: { stuckAfterMs } }) => {
    const up = servicesUp(after)
    return factsOf(after, varLog).flatMap((fact) => {
      const service = up.find((each) => isLogOf(each, fact))
      const silence = service === undefined ? null : silenceOf(clocks, fact)
      if (service === undefined || silence === null || silence.leastMs < stuckAfterMs) return []
      const usualMs = usualSilenceMs(clocks, history, fact)
      if (usualMs === null || usualMs > stuckAfterMs || silence.leastMs < 4 * usualMs) return []
      const written = momentOf(clocks, fact, fact.fields.modifiedAt, [fact.found.section.node])
      return [
        claim(fact, {
          severity: 'warning',
          // A program may have nothing to say.
          certainty: 'possible',
          since: written ?? fact.fields.modifiedAt,
          params: {
            ...logParamsOf(fact),
            binary: service.binary,
            minutes: Math.floor(silence.leastMs / minuteMs),
            usualMinutes: Math.ceil(usualMs / minuteMs),
          },
          evidence: evidenceFor(fact, service.fact),
        }),
      ]
    })
  },
  title: {
    en: (p) =>
      `${p.path}${inPod(p, 'en')} has not been written for ${durationText(p.minutes * minuteMs, 'en')}, though ${p.binary} is up (before: at most ${durationText(p.usualMinutes * minuteMs, 'en')})`,
    zh: (p) =>
      `${p.path}${inPod(p, 'zh')}已有 ${durationText(p.minutes * minuteMs, 'zh')}没有写入，而 ${p.binary} 仍为 up（此前最长 ${durationText(p.usualMinutes * minuteMs, 'zh')}）`,
  },
  next: inBoth(({ path }: { path: string }) => `tail -n 50 ${path}; lsof ${path}`),
  why: {
    en: 'A program that hangs may go on beating from another thread; one whose log was moved away writes on into the old file. (lsof shows which file it holds open)',
    zh: '卡住的程序可能仍由其他线程维持心跳；日志被移走后，程序会继续写入旧文件。（lsof 可查看它打开的是哪个文件）',
  },
})
