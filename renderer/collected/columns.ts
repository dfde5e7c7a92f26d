/** The columns of a probe's table, as its schema has them. Cells are texts; what they were rounded from is their tooltip. */
import type { RowInPlace } from '../../shared/contract/contract.ts'
import { type FieldValue, type Interval, isInterval } from '../../shared/model.ts'
import type { Field } from '../../shared/probes/fields.ts'
import type { Probe } from '../../shared/probes/probe.ts'
import { cellText, valueText } from '../../shared/probes/shown.ts'
import { type Thresholds, usualThresholds } from '../../shared/thresholds.ts'
import type { Language, Text } from '../../shared/words/language.ts'
import { intervalText, momentText } from '../../shared/words/moment.ts'
import type { Column } from '../controls/data-grid.tsx'

export interface CellContext {
  /** When the snapshot was taken: ages count from then, not from now. */
  takenAt: string
  language: Language
  /** Those of the site: they decide how a state looks. */
  thresholds?: Thresholds
}
export type CellColumn = Column<RowInPlace>

const nodeLabel: Text = { en: 'NODE', zh: '节点' }
const usualWidth = '120px'

/** Where the output was printed, for what is asked on every node. */
const whereColumn = (language: Language): CellColumn => ({
  id: '@node',
  label: nodeLabel[language],
  track: '110px',
  text: ({ node, pod }) => (pod === null ? node : `${node} / ${pod}`),
})

/** One column for each field that has one, behind where it was printed. */
export function columnsOf(
  probe: Probe,
  { takenAt, language, thresholds = usualThresholds }: CellContext,
): CellColumn[] {
  const columns: CellColumn[] = probe.scope === 'node' ? [whereColumn(language)] : []
  for (const [name, field] of Object.entries(probe.fields)) {
    if (field.column === undefined) continue
    const valueIn = ({ row }: RowInPlace) => row.fields[name] ?? null
    columns.push({
      id: name,
      label: field.label[language],
      track: field.width ?? usualWidth,
      number: field.type === 'number',
      text: ({ row }) => cellText(probe, name, row.fields, { language, zone: 'local', takenAt }),
      title: (item) => exactText(field, valueIn(item), language),
      sortValue: (item) => sortValueOf(field, valueIn(item)),
      ...(field.shown === 'status'
        ? { health: ({ row }: RowInPlace) => probe.state(row.fields, thresholds).health }
        : {}),
    })
  }
  return columns
}

/** What a cell was rounded or counted from; nothing where it says all. */
function exactText(field: Field, value: FieldValue, language: Language): string {
  if (isInterval(value)) return intervalText(value, language)
  if (field.type === 'moment' && typeof value === 'string') return momentText(value)
  if (field.shown === 'size' && typeof value === 'number') return String(value)
  return valueText(field, value, { language, zone: 'local' })
}

const laterEnd = ({ earliest, latest }: Interval): number => Date.parse(latest ?? earliest ?? '') || 0

function sortValueOf(field: Field, value: FieldValue): string | number {
  // The oldest last, as ages ascend.
  if (isInterval(value)) return field.shown === 'age' ? -laterEnd(value) : laterEnd(value)
  if (field.type === 'moment') return typeof value === 'string' ? Date.parse(value) || 0 : 0
  if (typeof value === 'number') return value
  if (field.type === 'number') return -1
  return Array.isArray(value) ? value.join(', ') : String(value ?? '')
}
