import { systemctlFailed } from '../../probes/systemctl-failed/probe.ts'
import { betweenLooks } from '../../time/stamps.ts'
import { claim, factsOf } from '../facts.ts'
import { runOf } from '../history.ts'
import { runOn } from '../phrases.ts'
import { rule } from '../rule.ts'

export const unitFailed = rule({
  name: 'unit-failed',
  tells: 'state',
  nature: 'fault',
  about: { en: 'Units that systemd calls failed.', zh: 'systemd 报告为 failed 的单元。' },
  severities: ['warning', 'info'],
  reads: [systemctlFailed],
  thresholds: [],
  params: { unit: 'text', node: 'text' },
  check: ({ after, history }) =>
    factsOf(after, systemctlFailed)
      .filter(({ fields }) => fields.active === 'failed')
      .map((fact) => {
        const run = runOf(history, fact, ({ fields }) => fields.active === 'failed')
        return claim(fact, {
          severity: 'warning',
          certainty: 'proven',
          isOld: run.isOld,
          since: betweenLooks(run.before, run.first),
          params: { unit: fact.fields.unit, node: fact.found.section.node },
        })
      }),
  title: {
    en: ({ unit, node }) => `The unit ${unit} on ${node} has failed`,
    zh: ({ unit, node }) => `${node} 上的 systemd 单元 ${unit} 已失败`,
  },
  next: {
    en: ({ unit, node }) => runOn(node, `systemctl status ${unit}`, 'en'),
    zh: ({ unit, node }) => runOn(node, `systemctl status ${unit}`, 'zh'),
  },
  why: {
    en: 'A unit has failed when its process ended with an error, was killed, took too long, or was started too often (5 times in 10 s); systemd says so until it is started again or reset. (systemd.service(5), systemd.unit(5))',
    zh: '进程出错退出、被终止、超时，或启动过于频繁（10 秒内 5 次）时，单元变为 failed，并一直保持到再次启动或 reset-failed。（systemd.service(5)、systemd.unit(5)）',
  },
})
