/** What the filter of changes looks at. */
import { tell } from '../../shared/messages/tell.ts'
import type { Change } from '../../shared/model.ts'
import type { Searchable } from '../controls/filter.ts'
import { valueText } from '../words/format.ts'

type Field = Change['fields'][number]

/** What was and what is; of a thing that came or went, the one there is. */
function valuesOf(kind: Change['kind'], { before, after }: Field): string {
  if (kind === 'removed') return valueText(before)
  if (kind === 'added') return valueText(after)
  return `${valueText(before)} ${valueText(after)}`
}

/** A change as its filter sees it: its columns, and for a field's own name what it was and is. `fieldNames`: of all changes. */
export function searchableChange(change: Change, fieldNames: ReadonlySet<string>): Searchable {
  const { probe, node, place, key, kind, reason, fields } = change
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
  const fieldTexts = fields.map((field) => `${field.name} ${valuesOf(kind, field)}`)
  return {
    text: [probe, node, place, key, kind, tell(reason, 'en'), ...fieldTexts].join(' ').toLowerCase(),
    field: (name) => {
      if (name === 'field') return fields.map((field) => field.name.toLowerCase()).join(' ')
      const field = fields.find((one) => one.name.toLowerCase() === name)
      // `status:Running` finds changes of that field; `node:` and `name:` are always there.
      const text = field === undefined ? columns[name] : valuesOf(kind, field)
      // Without such a field here it is empty; without one anywhere it is a word to look for.
      return text?.toLowerCase() ?? (fieldNames.has(name) ? '' : undefined)
    },
  }
}

/** The same for all of them, each worked out once. */
export function searchableChanges(changes: Change[]): (change: Change) => Searchable {
  const names = new Set(changes.flatMap(({ fields }) => fields.map(({ name }) => name.toLowerCase())))
  const known = new WeakMap<Change, Searchable>()
  return (change) => {
    const item = known.get(change) ?? searchableChange(change, names)
    known.set(change, item)
    return item
  }
}
