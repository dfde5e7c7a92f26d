/** Field by field, before → after. */
import type { FieldChange } from '../../shared/model.ts'
import { useFieldWords } from '../preferences/use-field-words.ts'

export function FieldChanges({ probe, fields }: { probe: string; fields: FieldChange[] }) {
  const words = useFieldWords(probe)
  return fields.map(({ name, before, after }) => (
    <div key={name}>
      <span className="dim">{words(name, before).label}</span>{' '}
      <span className="before">{words(name, before).text}</span> → <b>{words(name, after).text}</b>
    </div>
  ))
}
