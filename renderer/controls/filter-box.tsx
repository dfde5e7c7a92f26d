/** A filter box; its sign says what it understands. */
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface FilterBoxProps {
  label: string
  value: string
  onChange: (value: string) => void
}

export function FilterBox({ label, value, onChange }: FilterBoxProps) {
  const { t } = useTranslation()
  return (
    <TextInput
      size="xs"
      w={260}
      type="search"
      aria-label={label}
      placeholder={`${label.split(':')[0]} · field:value`}
      title={t('rows.filterHelp')}
      aria-description={t('rows.filterHelp')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
