import { df } from '../../probes/df/probe.ts'
import { betweenLooks } from '../../time/stamps.ts'
import { claim, factsOf } from '../facts.ts'
import { runOf } from '../history.ts'
import { runOn } from '../phrases.ts'
import { rule } from '../rule.ts'

/** Images of discs and of packages are always full. */
const isImage = (filesystem: string): boolean => /^\/dev\/(loop|sr)\d/.test(filesystem)

export const diskFull = rule({
  name: 'disk-full',
  tells: 'state',
  nature: 'fault',
  about: { en: 'File systems that are full, or will soon be.', zh: '已满或即将写满的文件系统。' },
  severities: ['critical', 'warning', 'info'],
  reads: [df],
  thresholds: ['diskFullPercent', 'diskFillingPercent'],
  params: { path: 'text', node: 'text', percent: 'number', threshold: 'number' },
  check: ({ after, history, thresholds: { diskFillingPercent, diskFullPercent } }) =>
    factsOf(after, df).flatMap((fact) => {
      const { usePercent, filesystem, mountedOn } = fact.fields
      if (usePercent === null || usePercent < diskFillingPercent || isImage(filesystem)) return []
      const isFull = usePercent >= diskFullPercent
      const threshold = isFull ? diskFullPercent : diskFillingPercent
      const run = runOf(history, fact, ({ fields }) => (fields.usePercent ?? 0) >= threshold)
      return [
        claim(fact, {
          severity: isFull ? 'critical' : 'warning',
          certainty: 'proven',
          isOld: run.isOld,
          since: betweenLooks(run.before, run.first),
          params: {
            path: mountedOn,
            node: fact.found.section.node,
            percent: usePercent,
            threshold,
          },
        }),
      ]
    }),
  title: {
    en: (p) => `${p.path} on ${p.node} is ${p.percent} % full (limit ${p.threshold} %)`,
    zh: (p) => `${p.node} 上的 ${p.path} 已用 ${p.percent} %（阈值 ${p.threshold} %）`,
  },
  next: {
    en: ({ node, path }) => runOn(node, `du -x -d 1 ${path} | sort -n`, 'en'),
    zh: ({ node, path }) => runOn(node, `du -x -d 1 ${path} | sort -n`, 'zh'),
  },
  why: {
    en: 'docker, etcd, the databases and every log stop when nothing can be written; before that the kubelet deletes images (from 85 %) and evicts pods (below 10 % free). (Kubernetes, Node-pressure Eviction)',
    zh: '无法写入时，docker、etcd、数据库和所有日志都会停止；在此之前 kubelet 会清理镜像（使用率达到 85 %）并驱逐 Pod（可用空间低于 10 %）。（Kubernetes 文档“节点压力驱逐”）',
  },
})
