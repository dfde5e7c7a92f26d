/** Field by field, before → after. */
import type { FieldChange } from '../../shared/model.ts'
import { valueText } from '../words/format.ts'

export function FieldChanges({ fields }: { fields: FieldChange[] }) {
  return fields.map(({ name, before, after }) => (
    <div key={name}>
      <span className="dim">{name}</span> <span className="before">{valueText(before)}</span> →{' '}
      <b>{valueText(after)}</b>
    </div>
  ))
}
