import { type FieldsOf, text } from '../fields.ts'

/** One row for each unit that failed. */
export const systemctlFailedFields = {
  unit: text({ en: 'UNIT', zh: '单元' }, { identifies: true, column: 1, width: 'minmax(200px, 1fr)' }),
  load: text({ en: 'LOAD', zh: '加载状态' }, { compared: true, column: 2, width: '90px' }),
  active: text({ en: 'ACTIVE', zh: '活动状态' }, { compared: true, shown: 'status', column: 1, width: '90px' }),
  sub: text({ en: 'SUB', zh: '子状态' }, { compared: true, column: 1, width: '90px' }),
  description: text({ en: 'DESCRIPTION', zh: '说明' }, { null: 'unknown', column: 2, width: 'minmax(200px, 1.4fr)' }),
}

export type FailedUnitRow = FieldsOf<typeof systemctlFailedFields>
