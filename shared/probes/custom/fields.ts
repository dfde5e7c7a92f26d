import { type FieldsOf, number, text } from '../fields.ts'

/** One row: the text as a whole. */
export const customFields = {
  lines: number({ en: 'Lines', zh: '行数' }, { charted: true, column: 1, width: '90px' }),
  characters: number({ en: 'Characters', zh: '字符数' }, { column: 1, width: '110px' }),
  digest: text({ en: 'Digest', zh: '摘要' }, { compared: true, column: 1, width: 'minmax(120px, 1fr)' }),
}

export type CustomRow = FieldsOf<typeof customFields>
