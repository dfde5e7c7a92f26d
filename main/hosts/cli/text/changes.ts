/** A comparison in words. */
import type { Comparison } from '../../../../shared/contract/contract.ts'
import { tell } from '../../../../shared/messages/tell.ts'
import type { Change } from '../../../../shared/model.ts'
import { knownProbe } from '../../../../shared/probes/index.ts'
import { fieldLabel, valueText } from '../../../../shared/probes/shown.ts'
import type { Language } from '../../../../shared/words/language.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import { changeKindWords } from '../../../../shared/words/signs.ts'
import { findingMessages, findingsText, titlesText } from './findings.ts'
import { snapshotLine } from './snapshots.ts'
import { heading, joined, table } from './table.ts'

export const changeMessages = catalogue('change', {
  none: says({ en: 'No difference.', zh: '没有差异。' }),
})

const columns: Record<Language, string[]> = {
  en: ['', 'probe', 'key', 'fields'],
  zh: ['', '探针', '名称', '字段'],
}

/** Where a thing is, without what only tells places apart. */
export const placeOf = (place: string): string => place.replace(/^pod\//, '')

function fieldsText({ probe, fields }: Change, language: Language): string {
  const schema = knownProbe(probe)?.fields
  const said = fields.map(({ name, before, after }) => {
    const told = (value: typeof before) => valueText(schema?.[name], value, { language })
    return `${fieldLabel(probe, name, language)}: ${told(before)} → ${told(after)}`
  })
  return said.join('; ')
}

export function changesText(changes: readonly Change[], language: Language): string {
  if (changes.length === 0) return tell(changeMessages.none(), language)
  const rows: string[][] = []
  /** How often each reason stands. */
  const blind = new Map<string, number>()
  for (const change of changes) {
    const { kind, node, probe, place, key, reason } = change
    if (kind === 'not-comparable') {
      const why = `${node} ${probe}: ${tell(reason, language)}`
      blind.set(why, (blind.get(why) ?? 0) + 1)
    } else
      rows.push([changeKindWords[kind].sign, probe, joined([placeOf(place), key], ' '), fieldsText(change, language)])
  }
  const reasons = [...blind].map(([why, count]) => `${changeKindWords['not-comparable'].sign} ${count} × ${why}`)
  return rows.length === 0 ? reasons.join('\n') : [table(columns[language], rows), ...reasons].join('\n')
}

export function comparisonText(comparison: Comparison, language: Language): string {
  const { a, b, changes, resolved, lost } = comparison
  const lines = [
    `A  ${snapshotLine(a, language)}`,
    `B  ${snapshotLine(b, language)}`,
    '',
    findingsText(comparison, language),
  ]
  for (const [heads, apart] of [
    [findingMessages.resolved, resolved],
    [findingMessages.lost, lost],
  ] as const)
    if (apart.length > 0)
      lines.push('', heading(tell(heads({ count: apart.length }), language)), ...titlesText(apart, language))
  return [...lines, '', changesText(changes, language)].join('\n')
}
