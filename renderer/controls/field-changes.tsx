/** Field by field, before → after. */
import type { FieldChange, FieldValue } from '../../shared/model.ts'
import { useFieldWords } from '../preferences/use-field-words.ts'

export function FieldChanges({ probe, fields }: { probe: string; fields: FieldChange[] }) {
  const words = useFieldWords(probe)
  return fields.map(({ name, before, after }) => {
    const [was, is] = [words(name, before), words(name, after)]
    // What rounds to the same is told exactly.
    const isRounded = was.text === is.text
    const shown = (value: FieldValue, text: string) => (isRounded && typeof value === 'number' ? String(value) : text)
    return (
      <div key={name}>
        <span className="dim">{is.label}</span> <span className="before">{shown(before, was.text)}</span> →{' '}
        <b>{shown(after, is.text)}</b>
      </div>
    )
  })
}
