/** Rows as a table: every field, under its label. */
import type { RowInPlace } from '../../../../shared/contract/contract.ts'
import { tell } from '../../../../shared/messages/tell.ts'
import { knownProbe } from '../../../../shared/probes/index.ts'
import { fieldLabel, type Showing, valueText } from '../../../../shared/probes/shown.ts'
import type { Language } from '../../../../shared/words/language.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import { table } from './table.ts'

export const rowMessages = catalogue('row', {
  none: says({ en: 'No rows.', zh: '没有记录。' }),
})

const from: Record<Language, string> = { en: 'from', zh: '来自' }

export function rowsText(probe: string, rows: readonly RowInPlace[], showing: Showing): string {
  const names = Object.keys(rows[0]?.row.fields ?? {})
  const { language } = showing
  if (names.length === 0) return tell(rowMessages.none(), language)
  const schema = knownProbe(probe)?.fields
  return table(
    [from[language], ...names.map((name) => fieldLabel(probe, name, language))],
    rows.map(({ node, pod, row }) => [
      pod ?? node,
      ...names.map((name) => valueText(schema?.[name], row.fields[name], showing)),
    ]),
  )
}
