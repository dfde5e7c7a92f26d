import { type FieldsOf, interval, text, texts } from '../fields.ts'

/** One row for each node of the cluster. */
export const clusterNodeFields = {
  name: text({ en: 'NAME', zh: '名称' }, { identifies: true, names: 'host', column: 1, width: 'minmax(140px, 1fr)' }),
  status: text({ en: 'STATUS', zh: '状态' }, { compared: true, shown: 'status', column: 1, width: '180px' }),
  roles: text({ en: 'ROLES', zh: '角色' }, { null: 'unknown', compared: true, column: 2, width: '140px' }),
  createdAt: interval(
    { en: 'AGE', zh: '创建至今' },
    { null: 'unknown', compared: true, clock: 'node', shown: 'age', column: 2, width: '88px' },
  ),
  version: text({ en: 'VERSION', zh: '版本' }, { null: 'unknown', compared: true, column: 1, width: '100px' }),
  internalIp: text(
    { en: 'INTERNAL-IP', zh: '内部 IP' },
    { null: 'unknown', compared: true, names: 'address', column: 2, width: '120px' },
  ),
  osImage: text({ en: 'OS-IMAGE', zh: '操作系统' }, { null: 'unknown', column: 3, width: 'minmax(140px, 1fr)' }),
  kernel: text({ en: 'KERNEL-VERSION', zh: '内核' }, { null: 'unknown', compared: true, column: 3, width: '150px' }),
  containerRuntime: text(
    { en: 'CONTAINER-RUNTIME', zh: '容器运行时' },
    { null: 'unknown', compared: true, column: 3, width: '150px' },
  ),
  // Complaints alone: DiskPressure=True, NetworkUnavailable=True …
  conditions: texts(
    { en: 'CONDITIONS', zh: '异常条件' },
    { null: 'unknown', compared: true, column: 2, width: 'minmax(120px, 1fr)' },
  ),
}

export type ClusterNodeRow = FieldsOf<typeof clusterNodeFields>
