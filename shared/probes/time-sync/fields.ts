import { boolean, type FieldsOf, number, text } from '../fields.ts'

/** One row: the node's clock. */
export const timeSyncFields = {
  synchronized: boolean(
    { en: 'synchronized', zh: '已同步' },
    { null: 'unknown', compared: true, shown: 'status', column: 1, width: '120px' },
  ),
  source: text(
    { en: 'Source', zh: '时间源' },
    { null: 'unknown', compared: true, names: 'address', column: 1, width: 'minmax(140px, 1fr)' },
  ),
  offsetSeconds: number(
    { en: 'Offset', zh: '偏差' },
    { null: 'unknown', unit: 'seconds', shown: 'duration', charted: true, column: 1, width: '110px' },
  ),
  stratum: number({ en: 'Stratum', zh: '层级' }, { null: 'unknown', column: 2, width: '80px' }),
  leapStatus: text(
    { en: 'Leap status', zh: '闰秒状态' },
    { null: 'unknown', compared: true, column: 3, width: '120px' },
  ),
  timeZone: text(
    { en: 'Time zone', zh: '时区' },
    { null: 'unknown', compared: true, column: 2, width: 'minmax(150px, 1fr)' },
  ),
}

export type ClockRow = FieldsOf<typeof timeSyncFields>
