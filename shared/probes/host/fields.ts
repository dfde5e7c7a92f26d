import { type FieldsOf, interval, moment, number, text } from '../fields.ts'

/** One row: the node itself. */
export const hostFields = {
  hostname: text(
    { en: 'Hostname', zh: '主机名' },
    { null: 'unknown', compared: true, names: 'host', column: 1, width: 'minmax(140px, 1fr)' },
  ),
  nodeTime: moment({ en: 'Clock', zh: '时钟' }, { null: 'unknown', column: 2, width: '190px' }),
  zoneOffsetMinutes: number(
    { en: 'Zone', zh: '时区偏移' },
    { null: 'unknown', compared: true, unit: 'minutes', column: 3, width: '80px' },
  ),
  uptime: text({ en: 'uptime', zh: '运行时长' }, { null: 'unknown', column: 3, width: 'minmax(180px, 1fr)' }),
  bootedAt: interval({ en: 'Booted', zh: '启动时间' }, { null: 'unknown', compared: true, column: 1, width: '310px' }),
  kernel: text({ en: 'Kernel', zh: '内核' }, { null: 'unknown', compared: true, column: 2, width: '180px' }),
  dockerVersion: text(
    { en: 'docker', zh: 'docker 版本' },
    { null: 'unknown', compared: true, column: 2, width: '100px' },
  ),
  kubectlVersion: text(
    { en: 'kubectl', zh: 'kubectl 版本' },
    { null: 'unknown', compared: true, column: 2, width: '100px' },
  ),
}

export type HostRow = FieldsOf<typeof hostFields>
