/** What the filter of changes looks at. */
import type { Change, FieldValue } from '../../shared/model.ts'
import { knownProbe } from '../../shared/probes/index.ts'
import { probeTitle, valueText } from '../../shared/probes/shown.ts'
import type { Language } from '../../shared/words/language.ts'
import { changeKindWords } from '../../shared/words/signs.ts'
import type { Searchable } from '../controls/filter.ts'
import { differenceOf } from './change-columns.ts'

type Field = Change['fields'][number]

/** What was and what is; of a thing that came or went, the one there is. */
function valuesOf({ probe, kind }: Change, { name, before, after }: Field, language: Language): string {
  const field = knownProbe(probe)?.fields[name]
  const text = (value: FieldValue) => {
    // A number compares better than what it is rounded to.
    if (typeof value === 'number') return String(value)
    return valueText(field, value, { language, zone: 'local' })
  }
  if (kind === 'removed') return text(before)
  if (kind === 'added') return text(after)
  return `${text(before)} ${text(after)}`
}

/** A change as its filter sees it: its columns, and for a field's own name what it was and is. `fieldNames`: of all changes. */
export function searchableChange(change: Change, fieldNames: ReadonlySet<string>, language: Language): Searchable {
  const { probe, node, place, key, kind, fields } = change
  const columns: Record<string, string> = {
    kind,
    what: probe,
    probe,
    where: place || node,
    node,
    place,
    name: key,
    key,
  }
  const fieldTexts = fields.map((field) => `${field.name} ${valuesOf(change, field, language)}`)
  const shown = [probeTitle(probe, language), changeKindWords[kind].word[language], differenceOf(change, language)]
  return {
    text: [probe, node, place, key, kind, ...shown, ...fieldTexts].join(' ').toLowerCase(),
    field: (name) => {
      if (name === 'field') return fields.map((field) => field.name.toLowerCase()).join(' ')
      const field = fields.find((one) => one.name.toLowerCase() === name)
      // `status:Running` finds changes of that field; `node:` and `name:` are always there.
      const text = field === undefined ? columns[name] : valuesOf(change, field, language)
      // Without such a field here it is empty; without one anywhere it is a word to look for.
      return text?.toLowerCase() ?? (fieldNames.has(name) ? '' : undefined)
    },
  }
}

/** The same for all of them, each worked out once. */
export function searchableChanges(changes: Change[], language: Language): (change: Change) => Searchable {
  const names = new Set(changes.flatMap(({ fields }) => fields.map(({ name }) => name.toLowerCase())))
  const known = new WeakMap<Change, Searchable>()
  return (change) => {
    const item = known.get(change) ?? searchableChange(change, names, language)
    known.set(change, item)
    return item
  }
}
