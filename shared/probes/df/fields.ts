import { type FieldsOf, number, text } from '../fields.ts'

/** One row for each file system. */
export const dfFields = {
  filesystem: text({ en: 'Filesystem', zh: '文件系统' }, { compared: true, column: 1, width: 'minmax(140px, 1fr)' }),
  sizeKb: number(
    { en: 'Size', zh: '容量' },
    { null: 'unknown', compared: true, unit: 'kibibytes', shown: 'size', column: 2, width: '90px' },
  ),
  // What is used drifts all the time; that it fills up is the state.
  usedKb: number(
    { en: 'Used', zh: '已用' },
    { null: 'unknown', unit: 'kibibytes', shown: 'size', column: 2, width: '90px' },
  ),
  availableKb: number(
    { en: 'Available', zh: '可用' },
    { null: 'unknown', unit: 'kibibytes', shown: 'size', column: 2, width: '90px' },
  ),
  usePercent: number(
    { en: 'Use%', zh: '使用率' },
    { null: 'unknown', unit: 'percent', shown: 'percent', charted: true, column: 1, width: '80px' },
  ),
  mountedOn: text({ en: 'Mounted on', zh: '挂载点' }, { identifies: true, column: 1, width: 'minmax(160px, 1.4fr)' }),
}

export type DfRow = FieldsOf<typeof dfFields>
