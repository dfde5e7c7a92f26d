import { type FieldsOf, interval, number, text, texts } from '../fields.ts'

/** One row for each container. */
export const containerFields = {
  id: text({ en: 'CONTAINER ID', zh: '容器 ID' }, { null: 'unknown', column: 2, width: '110px' }),
  image: text({ en: 'IMAGE', zh: '镜像' }, { compared: true, same: 'image', column: 1, width: 'minmax(200px, 1.3fr)' }),
  // The parts of the image's name.
  registry: text({ en: 'REGISTRY', zh: '镜像仓库' }, { null: 'unknown', names: 'domain' }),
  repository: text({ en: 'REPOSITORY', zh: '镜像名' }, { null: 'unknown' }),
  tag: text({ en: 'TAG', zh: '镜像标签' }, { null: 'unknown' }),
  digest: text({ en: 'DIGEST', zh: '镜像摘要' }, { null: 'unknown' }),
  command: text({ en: 'COMMAND', zh: '命令' }, { null: 'unknown', column: 3, width: '150px' }),
  state: text(
    { en: 'STATUS', zh: '状态' },
    { null: 'unknown', compared: true, shown: 'status', column: 1, width: '140px' },
  ),
  health: text({ en: 'HEALTH', zh: '健康检查' }, { null: 'value', compared: true }),
  exitCode: number({ en: 'EXIT CODE', zh: '退出码' }, { null: 'value', compared: true }),
  since: interval({ en: 'SINCE', zh: '此状态至今' }, { null: 'unknown', shown: 'age', column: 1, width: '100px' }),
  createdAt: interval(
    { en: 'CREATED', zh: '创建至今' },
    { null: 'unknown', compared: true, fixed: true, clock: 'node', shown: 'age', column: 2, width: '100px' },
  ),
  names: texts({ en: 'NAMES', zh: '容器名' }, { identifies: true, column: 1, width: 'minmax(220px, 1.3fr)' }),
  ports: text({ en: 'PORTS', zh: '端口' }, { null: 'value', compared: true, column: 3, width: '120px' }),
  pod: text({ en: 'POD', zh: 'Pod' }, { null: 'value' }),
  container: text({ en: 'CONTAINER', zh: '容器' }, { null: 'value' }),
  attempt: number({ en: 'ATTEMPT', zh: '第几次启动' }, { null: 'value', compared: true, charted: true }),
}

export type ContainerRow = FieldsOf<typeof containerFields>
