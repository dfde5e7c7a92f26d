/** What kubectl's tables have in common: their ages, their other heads, and the namespace that only the command tells. */
import type { Interval } from '../../model.ts'
import type { Column } from '../../parse/column-table.ts'
import { lineRanges, type ParsedBuilder } from '../../parse/lines.ts'
import { agoInterval, intervalOf } from '../../parse/time.ts'
import { catalogue, says } from '../../words/message.ts'
import type { ParseContext } from '../probe.ts'
import { isFineAge, kubectlAge } from './kubectl-age.ts'

export const kubectlTableMessages = catalogue('kubectlTable', {
  earlier: says<{ lines: string }>({
    en: ({ lines }) =>
      `Lines ${lines} show earlier states of things that are listed again below; the last line counts.`,
    zh: ({ lines }) => `第 ${lines} 行是同一资源较早的状态，以最后一行为准。`,
  }),
})

/** Lines of a watched table whose things are listed again. */
export function noteEarlier<F extends object>(builder: ParsedBuilder<F>): void {
  const { earlier } = builder
  if (earlier.length > 0)
    builder.addNote(kubectlTableMessages.earlier({ lines: lineRanges(earlier.toSorted((a, b) => a - b)) }))
}

const age = String.raw`(?:\d{1,9}[smhdy](?:\d{1,9}[smhd])?|<invalid>|<unknown>)`
export const ageCell = new RegExp(`^${age}$`)
/** `3m`, or of an event that came again `3m (x5 over 10m)`. */
export const seenCell = new RegExp(String.raw`^${age}(?: \(x\d{1,9} over ${age}\))?$`)

export const namespaceColumn: Column = { heads: ['NAMESPACE'], holds: /^[a-z0-9][a-z0-9.-]*$/, isOptional: true }
/** `--show-labels`, and LABELS of kubectl 1.1. */
export const labelsColumn: Column = { heads: ['LABELS'], holds: /^(?:<none>|[^\s=]+=\S*)$/, isOptional: true }

/** Every kind's table has a head of capitals. */
export const kubectlHeads = /^\s*(?:NAMESPACE\s+)?NAME\s+[A-Z]/

export const noneAsNull = (cell: string | undefined): string | null =>
  cell === undefined || cell === '' || cell === '<none>' || cell === '<unknown>' ? null : cell

/** One cell that only the finer printer makes tells how exact every age of the text is. */
export const hasFineAges = (text: string): boolean => {
  for (const [word] of text.matchAll(/[^\s()]+/g)) if (isFineAge(word)) return true
  return false
}

/** When something began that is so old; null where the age does not tell. */
export const sinceOfAge = (cell: string, isFine: boolean, context: ParseContext): Interval | null =>
  // kubectl's clock is behind the API server's: the thing was created after "now".
  cell === '<invalid>' ? intervalOf(context.takenAtMs, null) : agoInterval(context, kubectlAge(cell, isFine))

/** The one namespace that a command asks for, or null. */
export function namespaceIn(command: string): string | null {
  const named = /\s(?:-n[ =]?|--namespace[ =])['"]?([a-z0-9][a-z0-9.-]*)['"]?(?=\s|$)/.exec(command)?.[1]
  return named ?? null
}
