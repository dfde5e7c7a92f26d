/** The texts of a section in A and in B, aligned line by line. */
import { useCallback } from 'react'
import type { SnapshotSummary } from '../../shared/contract/contract.ts'
import type { Evidence } from '../../shared/model.ts'
import { useAnswer } from '../controls/use-answer.ts'
import { useA, useB } from '../library/pair.ts'
import { client } from '../program/connection.ts'
import { textLines } from '../words/lines.ts'
import { counterpart } from './counterpart.ts'
import { alignInParts, type Pair } from './side-by-side.ts'

export interface Sides {
  /** null: not collected there. */
  a: string[] | null
  b: string[] | null
  pairs: Pair[]
}

async function linesIn(snapshot: SnapshotSummary | undefined, evidence: Evidence): Promise<string[] | null> {
  const section = counterpart(evidence, snapshot)
  if (snapshot === undefined || section === undefined) return null
  const { node, probe, pod } = section
  const { stdout, stderr } = await client().call('section', { snapshot: snapshot.id, node, probe, pod })
  return textLines(evidence.stream === 'stderr' ? stderr : stdout)
}

export function useSides(evidence: Evidence) {
  const inA = useA()
  const inB = useB()
  const ask = useCallback(async (): Promise<Sides> => {
    const a = await linesIn(inA, evidence)
    const b = await linesIn(inB, evidence)
    return { a, b, pairs: await alignInParts(a ?? [], b ?? []) }
  }, [inA, inB, evidence])
  return useAnswer(ask)
}
