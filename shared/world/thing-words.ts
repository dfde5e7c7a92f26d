/** What kinds of things are called. */
import type { Text } from '../words/language.ts'
import type { ThingKind } from './thing.ts'

export const thingWords: Readonly<Record<ThingKind, Text>> = {
  node: { en: 'node', zh: '节点' },
  unit: { en: 'systemd service', zh: 'systemd 服务' },
  clock: { en: 'clock', zh: '时钟' },
  disk: { en: 'disk', zh: '磁盘' },
  log: { en: 'log', zh: '日志' },
  container: { en: 'container', zh: '容器' },
  pod: { en: 'pod', zh: 'Pod' },
  workload: { en: 'workload', zh: '工作负载' },
  image: { en: 'image', zh: '镜像' },
  service: { en: 'service', zh: '服务' },
  api: { en: 'API', zh: 'API' },
  question: { en: 'question', zh: '查询' },
}
