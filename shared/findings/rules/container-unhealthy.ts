import { dockerPs } from '../../probes/docker-ps/probe.ts'
import { type ContainerFact, containerParams, containerParamsOf } from '../containers.ts'
import { claim, factsOf, sinceOtherwise } from '../facts.ts'
import { onNode } from '../phrases.ts'
import { inBoth, rule } from '../rule.ts'

const isUnhealthy = ({ fields }: ContainerFact): boolean => fields.health === 'unhealthy'

export const containerUnhealthy = rule({
  name: 'container-unhealthy',
  tells: 'state',
  nature: 'wait',
  about: { en: 'Containers whose own health check fails.', zh: '健康检查失败的容器。' },
  severities: ['warning'],
  reads: [dockerPs],
  thresholds: [],
  params: containerParams,
  check: (context) =>
    factsOf(context.after, dockerPs)
      .filter(isUnhealthy)
      .map((fact) =>
        claim(fact, {
          severity: 'warning',
          certainty: 'proven',
          since: sinceOtherwise(context, fact, isUnhealthy),
          params: containerParamsOf(fact),
        }),
      ),
  title: {
    en: ({ container, node }) => `Container ${container}${onNode(node, 'en')} fails its health check`,
    zh: ({ container, node }) => `容器 ${container}${onNode(node, 'zh')}健康检查失败`,
  },
  next: inBoth(
    ({ id, container }: { id: string | null; container: string }) =>
      `docker inspect --format '{{json .State.Health}}' ${id ?? container}`,
  ),
  why: {
    en: 'A container is unhealthy after as many failures in a row as its check has retries (3 by default); docker only says so, and does not restart it. (Dockerfile, HEALTHCHECK)',
    zh: '健康检查连续失败达到 retries（默认 3 次）后容器变为 unhealthy；docker 只做标记，不会重启它。（Dockerfile 的 HEALTHCHECK）',
  },
})
