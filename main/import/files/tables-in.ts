/** Tables that stand one after the other in a file, as where several commands wrote into it. */
import type { Probe } from '../../../shared/probes/probe.ts'
import { blocksOf } from '../transcript/blocks.ts'
import { parseLoosely } from '../transcript/judge-output.ts'

export interface FoundTable {
  /** Counted from 1. */
  line: number
  text: string
  probe: Probe
}

/** Lines of a table that its probe may not understand, to one that it does. */
const strangeShare = 0.1

/** `NETWORK ID          NAME                DRIVER`: the next table begins without an empty line. */
const headOfOther = /^[A-Z][A-Z_]*(?: [A-Z]+)?(?: {2,}[A-Z_]+(?: [A-Z]+)?)+\s*$/

/** Those whose heads one probe knows, with rows that it reads. */
export function tablesIn(text: string, nowMs: number): FoundTable[] {
  return blocksOf(text.split('\n')).flatMap((block): FoundTable[] => {
    if (block.kind !== 'table') return []
    const next = block.output.findIndex((line, index) => index > 0 && headOfOther.test(line))
    const lines = next < 0 ? block.output : block.output.slice(0, next)
    const output = `${lines.join('\n')}\n`
    const readers = block.headed.filter((probe) => {
      const { rows, unparsed } = parseLoosely(probe, output, '', nowMs)
      return rows.length > 0 && unparsed.length <= rows.length * strangeShare
    })
    const [probe, other] = readers
    return probe === undefined || other !== undefined ? [] : [{ line: block.line, text: output, probe }]
  })
}
