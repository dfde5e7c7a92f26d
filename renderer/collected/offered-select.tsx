/** Narrows rows to one value of a field that the schema offers for that, as a namespace, where they have several. */
import { Select } from '@mantine/core'
import { useMemo } from 'react'
import type { RowInPlace } from '../../shared/contract/contract.ts'
import type { Probe } from '../../shared/probes/probe.ts'
import { useLanguage } from '../preferences/preferences.ts'

/** The field to choose by, or null. */
export const offeredField = ({ fields }: Probe): string | null =>
  Object.keys(fields).find((name) => fields[name]?.offered === true) ?? null

/** null: all of them. */
export const withValue = (rows: RowInPlace[], field: string | null, value: string | null): RowInPlace[] =>
  field === null || value === null ? rows : rows.filter(({ row }) => row.fields[field] === value)

function valuesOf(rows: RowInPlace[], field: string): string[] {
  const values = new Set<string>()
  for (const { row } of rows) {
    const value = row.fields[field]
    if (typeof value === 'string') values.add(value)
  }
  return [...values].sort()
}

interface OfferedSelectProps {
  probe: Probe
  field: string
  rows: RowInPlace[]
  value: string | null
  onChange: (value: string | null) => void
}

export function OfferedSelect({ probe, field, rows, value, onChange }: OfferedSelectProps) {
  const language = useLanguage()
  const values = useMemo(() => valuesOf(rows, field), [rows, field])
  if (values.length < 2) return null
  const label = probe.fields[field]?.label[language] ?? field
  return (
    <Select
      size="xs"
      w={150}
      clearable
      placeholder={label}
      aria-label={label}
      data={values}
      value={value}
      onChange={onChange}
    />
  )
}
