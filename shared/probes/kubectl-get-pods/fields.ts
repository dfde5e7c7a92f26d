import { type FieldsOf, interval, number, text } from '../fields.ts'

/** One row for each pod. */
export const podFields = {
  namespace: text({ en: 'NAMESPACE', zh: '命名空间' }, { identifies: true, offered: true, column: 1, width: '86px' }),
  name: text({ en: 'NAME', zh: '名称' }, { identifies: true, column: 1, width: 'minmax(170px, 1fr)' }),
  uid: text({ en: 'UID', zh: 'UID' }, { null: 'unknown' }),
  workload: text({ en: 'WORKLOAD', zh: '工作负载' }),
  // `ReplicaSet`, `Job`; null where nothing owns it. A table does not tell.
  ownerKind: text({ en: 'OWNER KIND', zh: '所属控制器类型' }, { null: 'unknown' }),
  ready: number({ en: 'READY', zh: '就绪' }, { compared: true, charted: true, column: 1, width: '56px' }),
  total: number({ en: 'CONTAINERS', zh: '容器数' }, { compared: true }),
  status: text({ en: 'STATUS', zh: '状态' }, { compared: true, shown: 'status', column: 1, width: '140px' }),
  restarts: number({ en: 'RESTARTS', zh: '重启次数' }, { compared: true, charted: true, column: 1, width: '76px' }),
  lastRestartAt: interval({ en: 'LAST RESTART', zh: '最近重启' }, { null: 'value' }),
  createdAt: interval(
    { en: 'AGE', zh: '创建至今' },
    { null: 'unknown', compared: true, fixed: true, clock: 'node', shown: 'age', column: 1, width: '88px' },
  ),
  ip: text({ en: 'IP', zh: 'IP' }, { null: 'unknown', compared: true, names: 'address', column: 2, width: '104px' }),
  // When it was asked to end.
  deletedAt: interval({ en: 'DELETED', zh: '删除时间' }, { null: 'value' }),
  // Why it is as it is, in the words of kubelet or the scheduler.
  message: text({ en: 'MESSAGE', zh: '说明' }, { null: 'unknown' }),
  node: text({ en: 'NODE', zh: '节点' }, { null: 'unknown', compared: true, names: 'host', column: 1, width: '110px' }),
}

export type PodRow = FieldsOf<typeof podFields>
