import { dockerPs } from '../../probes/docker-ps/probe.ts'
import { betweenLooks } from '../../time/stamps.ts'
import { actOf, byHand, byHandParams } from '../by-hand.ts'
import {
  containerNames,
  containerParams,
  containerParamsOf,
  dockerLogs,
  hasOtherStart,
  inspectedAt,
  isSandbox,
  newestAttempts,
  sharpest,
  stateBeganAt,
} from '../containers.ts'
import { claim, evidenceFor, lastSeen, looksFrom, turnIn } from '../facts.ts'
import { runOf } from '../history.ts'
import { onNode } from '../phrases.ts'
import { inBoth, rule } from '../rule.ts'

/** The exit code after SIGKILL. */
const killed = 137

function codeEn(exitCode: number | null): string {
  if (exitCode === null) return ''
  return ` with exit code ${exitCode}${exitCode === killed ? ' (killed; out of memory is one reason)' : ''}`
}
function codeZh(exitCode: number | null): string {
  if (exitCode === null) return ''
  return `，退出码 ${exitCode}${exitCode === killed ? '（被强制终止，可能是内存不足）' : ''}`
}

export const containerExited = rule({
  name: 'container-exited',
  tells: 'state',
  nature: 'fault',
  about: { en: 'Containers that ended.', zh: '已退出的容器。' },
  severities: ['warning', 'info'],
  reads: [dockerPs],
  thresholds: [],
  params: { ...containerParams, exitCode: 'number?', ...byHandParams },
  check: ({ after, before, history, clocks, events }) =>
    newestAttempts(after).flatMap((fact) => {
      const { state, exitCode } = fact.fields
      if (state !== 'exited' && state !== 'dead') return []
      const earlier = lastSeen(before, history, fact)
      const run = runOf(history, fact, (one) => one.fields.state === state && hasOtherStart(clocks, one, fact) !== true)
      const wasRunning = earlier !== null && earlier.fields.state === 'running'
      const ended = sharpest(stateBeganAt(clocks, fact), inspectedAt(clocks, fact, 'finishedAt'))
      const turn = wasRunning
        ? turnIn(
            looksFrom(history, earlier, fact),
            (one) => one.fields.state === state && hasOtherStart(clocks, one, fact) !== true,
          )
        : null
      const since = turn === null && ended !== null ? ended : betweenLooks(turn?.was ?? null, turn?.is ?? fact, ended)
      return [
        claim(fact, {
          severity: exitCode === 0 || isSandbox(fact) || !(wasRunning || earlier === null) ? 'info' : 'warning',
          certainty: 'proven',
          isOld: run.isOld,
          since,
          params: {
            ...containerParamsOf(fact),
            exitCode,
            ...actOf(events, ['container-stopped'], containerNames(fact), since),
          },
          evidence: wasRunning ? evidenceFor(earlier, fact) : evidenceFor(fact),
        }),
      ]
    }),
  title: {
    en: (p) =>
      `Container ${p.container}${onNode(p.node, 'en')} ended${codeEn(p.exitCode)}${byHand(p, 'stopped', 'en')}`,
    zh: (p) => `容器 ${p.container}${onNode(p.node, 'zh')}已退出${codeZh(p.exitCode)}${byHand(p, 'stopped', 'zh')}`,
  },
  next: inBoth(dockerLogs),
  why: {
    en: 'Code 0 is an orderly end. 137 is SIGKILL (for want of memory, by docker stop after its 10 s, or by hand), 143 SIGTERM; others are the own ones of the program. (docker run, exit status)',
    zh: '退出码 0 为正常结束；137 为 SIGKILL（内存不足、docker stop 等待 10 秒之后，或人为终止），143 为 SIGTERM；其余由程序自己定义。（docker run 的退出状态）',
  },
})
