import { useMemo } from 'react'
import { subjectId } from '../../shared/compare/view.ts'
import { useSelectedSubject } from '../library/selection.ts'
import type { TimelineRow } from './lane-groups.ts'

/** The row of what is selected; -1 when it has none. */
export function useSelectedRow(rows: TimelineRow[]): number {
  const subject = useSelectedSubject()
  return useMemo(() => {
    if (subject === null) return -1
    const id = subjectId(subject)
    return rows.findIndex((row) => row.kind === 'lane' && subjectId(row.lane) === id)
  }, [rows, subject])
}
