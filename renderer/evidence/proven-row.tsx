/** A row as the parser read it from the lines that prove something. */
import { useTranslation } from 'react-i18next'
import type { Excerpt } from '../../shared/contract/contract.ts'
import { useFieldWords } from '../preferences/use-field-words.ts'

interface ProvenRowProps {
  probe: string
  row: Excerpt['proven'][number]
  isOpen: boolean
}

export function ProvenRow({ probe, row, isOpen }: ProvenRowProps) {
  const { t } = useTranslation()
  const words = useFieldWords(probe)
  return (
    <details open={isOpen}>
      <summary>
        {t('evidence.parsed')} <b className="wrap">{row.key}</b>
      </summary>
      <dl className="fields">
        {Object.entries(row.fields).map(([name, value]) => (
          <FieldLine key={name} {...words(name, value)} />
        ))}
      </dl>
    </details>
  )
}

function FieldLine({ label, text }: { label: string; text: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </>
  )
}
