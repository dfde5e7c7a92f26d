import { dockerPs } from '../../probes/docker-ps/probe.ts'
import { type ContainerFact, containerParams, containerParamsOf, dockerLogs, newestAttempts } from '../containers.ts'
import { claim, sinceOtherwise } from '../facts.ts'
import { onNode } from '../phrases.ts'
import { inBoth, rule } from '../rule.ts'

const isRestarting = ({ fields }: ContainerFact): boolean => fields.state === 'restarting'

export const containerRestarting = rule({
  name: 'container-restarting',
  tells: 'state',
  nature: 'fault',
  about: { en: 'Containers that docker starts again and again.', zh: '被 docker 反复重启的容器。' },
  severities: ['critical'],
  reads: [dockerPs],
  thresholds: [],
  params: { ...containerParams, exitCode: 'number?' },
  check: (context) =>
    newestAttempts(context.after)
      .filter(isRestarting)
      .map((fact) =>
        claim(fact, {
          since: sinceOtherwise(context, fact, isRestarting),
          severity: 'critical',
          certainty: 'proven',
          params: { ...containerParamsOf(fact), exitCode: fact.fields.exitCode },
        }),
      ),
  title: {
    en: (p) =>
      `Container ${p.container}${onNode(p.node, 'en')} keeps restarting${p.exitCode === null ? '' : `, exit code ${p.exitCode}`}`,
    zh: (p) =>
      `容器 ${p.container}${onNode(p.node, 'zh')}不断重启${p.exitCode === null ? '' : `，退出码 ${p.exitCode}`}`,
  },
  next: inBoth(dockerLogs),
  why: {
    en: 'With a restart policy docker starts a container again whenever it ends, after a pause that doubles from 100 ms up to 1 min; between two starts it reads Restarting. (docker run, restart policies)',
    zh: '设置了重启策略时，容器一退出 docker 就会再次启动它，间隔从 100 毫秒加倍到 1 分钟；两次启动之间显示 Restarting。（docker run 的重启策略）',
  },
})
