/** The lines of a section as they are looked at: a large output is never in the window as a whole. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Excerpt } from '../../shared/contract/contract.ts'
import type { Evidence } from '../../shared/model.ts'
import { report } from '../notices/notify.ts'
import { tellError } from '../preferences/telling.ts'
import { client } from '../program/connection.ts'

const partLines = 1000
const partOf = (index: number): number => Math.floor(index / partLines)

/** `lineAt` and `need` take the index of a line, counted from 0; a line is undefined until it is there. */
export function useExcerpt(evidence: Evidence, stream: Evidence['stream']) {
  const { snapshot, node, probe, pod } = evidence
  const [head, setHead] = useState<Excerpt | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  /** Raised when a part has come. */
  const [, setCame] = useState(0)
  const parts = useRef(new Map<number, string[] | null>())
  const run = useRef(0)

  /** The run whose parts are shown: until the next one's first part has come, that of the section before. */
  const shown = useRef(0)

  const ask = useCallback(
    (part: number, proof: number[]) => {
      const from = part * partLines + 1
      return client().call('excerpt', { snapshot, node, probe, pod, stream, from, count: partLines, proof })
    },
    [snapshot, node, probe, pod, stream],
  )
  useEffect(() => {
    const mine = ++run.current
    setFailure(null)
    const isProof = stream === evidence.stream
    const part = partOf((isProof ? (evidence.lines[0] ?? 1) : 1) - 1)
    ask(part, evidence.stream === 'stdout' ? evidence.lines : []).then(
      (answer) => {
        if (mine !== run.current) return
        parts.current = new Map([[part, answer.text]])
        shown.current = mine
        setHead(answer)
      },
      (error: unknown) => mine === run.current && setFailure(tellError(error)),
    )
  }, [ask, evidence, stream])

  const need = useCallback(
    (index: number) => {
      const part = partOf(index)
      if (shown.current !== run.current || parts.current.has(part)) return
      const mine = run.current
      parts.current.set(part, null)
      ask(part, []).then(({ text }) => {
        if (mine !== run.current) return
        parts.current.set(part, text)
        setCame((count) => count + 1)
      }, report)
    },
    [ask],
  )
  const lineAt = (index: number): string | undefined => parts.current.get(partOf(index))?.[index % partLines]
  return { head, failure, lineAt, need }
}
