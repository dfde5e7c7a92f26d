import { type FieldsOf, number, text } from '../fields.ts'

/** One row for memory, one for swap. */
export const freeFields = {
  kind: text({ en: 'Kind', zh: '类型' }, { identifies: true, column: 1, width: '100px' }),
  totalKb: number(
    { en: 'total', zh: '总量' },
    { null: 'unknown', compared: true, unit: 'kibibytes', shown: 'size', column: 1, width: '100px' },
  ),
  usedKb: number(
    { en: 'used', zh: '已用' },
    { null: 'unknown', unit: 'kibibytes', shown: 'size', column: 1, width: '100px' },
  ),
  freeKb: number(
    { en: 'free', zh: '空闲' },
    { null: 'unknown', unit: 'kibibytes', shown: 'size', column: 2, width: '100px' },
  ),
  availableKb: number(
    { en: 'available', zh: '可用' },
    { null: 'unknown', unit: 'kibibytes', shown: 'size', column: 1, width: '100px' },
  ),
}

export type FreeRow = FieldsOf<typeof freeFields>
