import { useEffect, useState } from 'react'
import type { RowInPlace } from '../../shared/contract/contract.ts'
import { useSites } from '../library/sites.ts'
import { report } from '../notices/notify.ts'
import { client } from '../program/connection.ts'

/** The rows of a probe in a snapshot; null until they are there. */
export function useRows(snapshot: string | null, probe: string): RowInPlace[] | null {
  const revision = useSites((state) => state.revision)
  const [answer, setAnswer] = useState<{ snapshot: string; rows: RowInPlace[] } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed library is asked again
  useEffect(() => {
    if (snapshot === null) return
    let isWanted = true
    client()
      .call('rows', { snapshot, probe })
      .then(
        (rows) => isWanted && setAnswer({ snapshot, rows }),
        (error: unknown) => {
          if (isWanted) setAnswer({ snapshot, rows: [] })
          report(error)
        },
      )
    return () => {
      isWanted = false
    }
  }, [snapshot, probe, revision])
  return answer?.snapshot === snapshot ? answer.rows : null
}
