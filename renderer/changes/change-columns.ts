/** What a change is about, as the columns that it is sorted and grouped by. */
import { tell } from '../../shared/messages/tell.ts'
import type { Change } from '../../shared/model.ts'
import { knownProbe } from '../../shared/probes/index.ts'
import { fieldLabel, valueText } from '../../shared/probes/shown.ts'
import type { Language } from '../../shared/words/language.ts'

/** Field by field as it is shown; by this it is sorted and searched. */
export function differenceOf({ probe, kind, fields, reason }: Change, language: Language): string {
  if (kind === 'not-comparable') return tell(reason, language)
  return fields
    .map(({ name, before, after }) => {
      const label = fieldLabel(probe, name, language)
      const field = knownProbe(probe)?.fields[name]
      const [was, is] = [before, after].map((value) => valueText(field, value, { language, zone: 'local' }))
      if (kind === 'changed') return `${label} ${was} → ${is}`
      return `${label} ${kind === 'removed' ? was : is}`
    })
    .join('; ')
}
