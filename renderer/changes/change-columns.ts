/** What a change is about, as the columns that it is sorted and grouped by. */
import { tell } from '../../shared/messages/tell.ts'
import type { Change } from '../../shared/model.ts'
import { valueText } from '../words/format.ts'

/** Field by field, as it is sorted and as it is searched. */
export function differenceOf({ kind, fields, reason }: Change): string {
  if (kind === 'not-comparable') return tell(reason, 'en')
  return fields
    .map(({ name, before, after }) => {
      if (kind === 'changed') return `${name} ${valueText(before)} → ${valueText(after)}`
      return `${name} ${valueText(kind === 'removed' ? before : after)}`
    })
    .join('; ')
}
