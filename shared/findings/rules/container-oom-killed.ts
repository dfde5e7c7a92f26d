import { dockerInspect } from '../../probes/docker-inspect/probe.ts'
import { betweenLooks, momentOf } from '../../time/stamps.ts'
import { claim, factsOf } from '../facts.ts'
import { rule } from '../rule.ts'

export const containerOomKilled = rule({
  name: 'container-oom-killed',
  tells: 'state',
  nature: 'fault',
  about: {
    en: 'Containers that the kernel killed for want of memory, as docker has it of their last end.',
    zh: '按 docker 对上次退出的记录，因内存不足被内核终止的容器。',
  },
  severities: ['critical'],
  reads: [dockerInspect],
  thresholds: [],
  params: { container: 'text', node: 'text' },
  check: ({ after, clocks }) =>
    factsOf(after, dockerInspect)
      .filter(({ fields }) => fields.oomKilled)
      .map((fact) => {
        const { node } = fact.found.section
        const ended = momentOf(clocks, fact, fact.fields.finishedAt, [node])
        return claim(fact, {
          severity: 'critical',
          certainty: 'proven',
          since: ended ?? betweenLooks(null, fact),
          params: { container: fact.fields.name, node },
        })
      }),
  title: {
    en: ({ container, node }) => `Container ${container} on ${node} was killed for want of memory`,
    zh: ({ container, node }) => `${node} 上的容器 ${container} 因内存不足被强制终止`,
  },
  next: {
    en: ({ node }) => `free -m; dmesg -T | grep -i oom (on ${node})`,
    zh: ({ node }) => `free -m；dmesg -T | grep -i oom（在 ${node} 上）`,
  },
  why: {
    en: 'docker notes OOMKilled when the kernel ended a process of the container because its memory limit, or the memory of the node, was used up; the note stays until the next start. (docker inspect, State.OOMKilled)',
    zh: '容器的内存限额或节点内存耗尽、内核终止其进程时，docker 记录 OOMKilled，直到下次启动才清除。（docker inspect 的 State.OOMKilled）',
  },
})
