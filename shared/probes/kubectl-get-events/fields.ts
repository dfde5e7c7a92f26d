import { type FieldsOf, interval, number, text } from '../fields.ts'

/** One row for each event. */
export const clusterEventFields = {
  namespace: text({ en: 'NAMESPACE', zh: '命名空间' }, { offered: true, column: 2, width: '110px' }),
  kind: text({ en: 'KIND', zh: '对象类型' }, { null: 'unknown', column: 2, width: '90px' }),
  name: text({ en: 'OBJECT', zh: '对象' }, { null: 'unknown', column: 1, width: 'minmax(160px, 1fr)' }),
  type: text({ en: 'TYPE', zh: '级别' }, { null: 'unknown', shown: 'status', column: 1, width: '80px' }),
  reason: text({ en: 'REASON', zh: '原因' }, { null: 'unknown', compared: true, column: 1, width: '150px' }),
  message: text(
    { en: 'MESSAGE', zh: '内容' },
    { null: 'unknown', compared: true, column: 1, width: 'minmax(260px, 2fr)' },
  ),
  count: number(
    { en: 'COUNT', zh: '次数' },
    { null: 'unknown', compared: true, charted: true, column: 2, width: '70px' },
  ),
  firstSeen: interval(
    { en: 'FIRST SEEN', zh: '首次出现' },
    { null: 'unknown', shown: 'age', column: 3, width: '100px' },
  ),
  lastSeen: interval({ en: 'LAST SEEN', zh: '最近出现' }, { null: 'unknown', shown: 'age', column: 1, width: '100px' }),
  source: text({ en: 'SOURCE', zh: '来源' }, { null: 'unknown', column: 3, width: '160px' }),
}

export type ClusterEventRow = FieldsOf<typeof clusterEventFields>
