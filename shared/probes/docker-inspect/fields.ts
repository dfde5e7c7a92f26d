import { boolean, type FieldsOf, moment, number, text, texts } from '../fields.ts'

/** One row for each container. */
export const containerFactFields = {
  id: text({ en: 'Id', zh: '容器 ID' }, { compared: true, column: 3, width: '110px' }),
  name: text({ en: 'Name', zh: '容器名' }, { identifies: true, column: 1, width: 'minmax(220px, 1.3fr)' }),
  image: text({ en: 'Image', zh: '镜像' }, { null: 'unknown', column: 3, width: 'minmax(160px, 1fr)' }),
  restartCount: number(
    { en: 'RestartCount', zh: '重启次数' },
    { compared: true, charted: true, column: 1, width: '110px' },
  ),
  oomKilled: boolean({ en: 'OOMKilled', zh: '因内存不足被终止' }, { compared: true, column: 1, width: '100px' }),
  exitCode: number({ en: 'ExitCode', zh: '退出码' }, { compared: true, column: 1, width: '80px' }),
  error: text({ en: 'Error', zh: '错误' }, { null: 'value', compared: true, column: 2, width: 'minmax(120px, 1fr)' }),
  state: text(
    { en: 'Status', zh: '状态' },
    { null: 'unknown', compared: true, shown: 'status', column: 1, width: '120px' },
  ),
  startedAt: moment(
    { en: 'StartedAt', zh: '启动时间' },
    { null: 'unknown', compared: true, clock: 'node', column: 2, width: '190px' },
  ),
  finishedAt: moment({ en: 'FinishedAt', zh: '结束时间' }, { null: 'value', clock: 'node', column: 2, width: '190px' }),
  createdAt: moment({ en: 'Created', zh: '创建时间' }, { null: 'unknown', clock: 'node', column: 3, width: '190px' }),
  health: text({ en: 'Health', zh: '健康检查' }, { null: 'value', compared: true, column: 2, width: '100px' }),
  healthLog: texts({ en: 'Health log', zh: '健康检查记录' }),
}

export type ContainerFactRow = FieldsOf<typeof containerFactFields>
