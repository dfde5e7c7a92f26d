import { type FieldsOf, moment, number, text } from '../fields.ts'

/** One row for each service on each host. */
export const cinderServiceFields = {
  binary: text({ en: 'Binary', zh: '服务' }, { identifies: true, column: 1, width: 'minmax(150px, 1fr)' }),
  host: text({ en: 'Host', zh: '主机' }, { identifies: true, names: 'host', column: 1, width: 'minmax(140px, 1fr)' }),
  zone: text({ en: 'Zone', zh: '可用域' }, { null: 'unknown', compared: true, column: 2, width: '90px' }),
  status: text({ en: 'Status', zh: '调度状态' }, { null: 'unknown', compared: true, column: 1, width: '90px' }),
  state: text(
    { en: 'State', zh: '运行状态' },
    { null: 'unknown', compared: true, shown: 'status', column: 1, width: '90px' },
  ),
  updatedAt: moment({ en: 'Updated_at', zh: '最后心跳' }, { null: 'unknown', column: 2, width: '190px' }),
  disabledReason: text(
    { en: 'Disabled Reason', zh: '禁用原因' },
    { null: 'value', compared: true, column: 3, width: 'minmax(120px, 1fr)' },
  ),
  heartbeatAgeSeconds: number(
    { en: 'Heartbeat', zh: '心跳距今' },
    { null: 'unknown', unit: 'seconds', shown: 'duration', charted: true, column: 2, width: '90px' },
  ),
}

export type CinderServiceRow = FieldsOf<typeof cinderServiceFields>
