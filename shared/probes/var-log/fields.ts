import { type FieldsOf, interval, number, text } from '../fields.ts'

/** One row for each entry of the listing. */
export const varLogFields = {
  // `file`, `directory`, `link`, …
  type: text({ en: 'TYPE', zh: '类型' }, { compared: true }),
  mode: text({ en: 'MODE', zh: '权限' }, { compared: true, column: 3, width: '95px' }),
  owner: text(
    { en: 'OWNER', zh: '属主' },
    { null: 'unknown', compared: true, names: 'person', column: 3, width: '80px' },
  ),
  group: text(
    { en: 'GROUP', zh: '属组' },
    { null: 'unknown', compared: true, names: 'person', column: 3, width: '80px' },
  ),
  size: number(
    { en: 'SIZE', zh: '大小' },
    { null: 'unknown', compared: true, unit: 'bytes', shown: 'size', charted: true, column: 1, width: '80px' },
  ),
  modifiedAt: interval({ en: 'MODIFIED', zh: '修改时间' }, { column: 1, width: '250px' }),
  path: text({ en: 'NAME', zh: '名称' }, { identifies: true, column: 1, width: 'minmax(260px, 1fr)' }),
  linkTarget: text({ en: 'LINK TARGET', zh: '链接目标' }, { null: 'value', compared: true }),
  // As `ls -h` rounds it; null where the size is exact.
  sizeShown: text({ en: 'ROUNDED SIZE', zh: '取整大小' }, { null: 'value' }),
}

export type LogRow = FieldsOf<typeof varLogFields>
