/** A row as the parser read it from the lines that prove something. */
import { useTranslation } from 'react-i18next'
import type { Excerpt } from '../../shared/contract/contract.ts'
import { valueText } from '../words/format.ts'

export function ProvenRow({ row, isOpen }: { row: Excerpt['proven'][number]; isOpen: boolean }) {
  const { t } = useTranslation()
  return (
    <details open={isOpen}>
      <summary>
        {t('evidence.parsed')} <b className="wrap">{row.key}</b>
      </summary>
      <dl className="fields">
        {Object.entries(row.fields).map(([name, value]) => (
          <FieldLine key={name} name={name} text={valueText(value)} />
        ))}
      </dl>
    </details>
  )
}

function FieldLine({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  )
}
