import { tell } from '../../shared/messages/tell.ts'
import type { Change } from '../../shared/model.ts'
import type { Language } from '../../shared/words/language.ts'

const noField = { name: '', before: null, after: null }

/** One field a line, as `nodelapse compare --csv` prints them. */
export const changeCsv = (changes: Change[], language: Language) => ({
  columns: ['probe', 'place', 'node', 'key', 'kind', 'field', 'before', 'after', 'reason'],
  rows: changes.flatMap(({ probe, place, node, key, kind, fields, reason }) =>
    (fields.length === 0 ? [noField] : fields).map(({ name, before, after }) => {
      return [probe, place, node, key, kind, name, before, after, tell(reason, language)]
    }),
  ),
})
