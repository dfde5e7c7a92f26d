/** Narrows rows to one namespace, where they have several. */
import { Select } from '@mantine/core'
import { useMemo } from 'react'
import type { RowInPlace } from '../../shared/contract/contract.ts'

/** null: all of them. */
export const inNamespace = (rows: RowInPlace[], namespace: string | null): RowInPlace[] =>
  namespace === null ? rows : rows.filter(({ row }) => row.fields.namespace === namespace)

function namespacesOf(rows: RowInPlace[]): string[] {
  const names = new Set<string>()
  for (const { row } of rows) if (typeof row.fields.namespace === 'string') names.add(row.fields.namespace)
  return [...names].sort()
}

interface NamespaceSelectProps {
  rows: RowInPlace[]
  value: string | null
  onChange: (namespace: string | null) => void
}

export function NamespaceSelect({ rows, value, onChange }: NamespaceSelectProps) {
  const namespaces = useMemo(() => namespacesOf(rows), [rows])
  if (namespaces.length < 2) return null
  return (
    <Select
      size="xs"
      w={150}
      clearable
      placeholder="namespace"
      aria-label="namespace"
      data={namespaces}
      value={value}
      onChange={onChange}
    />
  )
}
