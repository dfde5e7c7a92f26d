/** The mark of rows that changed since A. */
import { useMemo } from 'react'
import { subjectId } from '../../shared/compare/view.ts'
import type { RowInPlace } from '../../shared/contract/contract.ts'
import { usePair } from '../library/pair.ts'
import type { CellColumn } from './columns.ts'

const markId = '@changed'
export const isChangedMark = ({ id }: CellColumn): boolean => id === markId

/** By `subjectId`: what changed of a probe; what cannot be compared did not. */
export function useChangedKeys(probe: string): ReadonlySet<string> {
  const changes = usePair((state) => state.changes)
  return useMemo(() => {
    const mine = (changes ?? []).filter((change) => change.probe === probe && change.kind !== 'not-comparable')
    return new Set(mine.map(subjectId))
  }, [changes, probe])
}

export function changedMark(probe: string, changed: ReadonlySet<string>, title: string): CellColumn {
  const has = ({ place, row }: RowInPlace) => changed.has(subjectId({ probe, place, key: row.key }))
  return {
    id: markId,
    label: 'Δ',
    track: '16px',
    text: (item) => (has(item) ? '●' : ''),
    title: (item) => (has(item) ? title : ''),
  }
}
