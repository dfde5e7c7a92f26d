/** Outputs that a probe reads together: each shows other things, as one namespace each, or another part of the same. */
import type { Probe } from '../../../shared/probes/probe.ts'
import { parseLoosely } from '../transcript/judge-output.ts'
import type { FoundOutput } from './output-file.ts'

export interface JoinedOutputs {
  text: string
  command: string
  /** Those whose text it is, the one that shows most first. */
  taken: ReadonlySet<FoundOutput>
  /** Those that show nothing beyond: the same text, or only things that are in it. */
  covered: ReadonlySet<FoundOutput>
}

/** `outputs`: at least one, all of one section; those that are in neither set show other things of the same. */
export function joinedOutputs(probe: Probe, outputs: readonly FoundOutput[], nowMs: number): JoinedOutputs {
  const read = outputs.map((output) => ({ output, keys: keysOf(probe, output, nowMs) }))
  const isWhole = ({ command }: FoundOutput): number => (probe.showsAll?.(command) === false ? 0 : 1)
  const taken = new Set<FoundOutput>()
  const covered = new Set<FoundOutput>()
  const known = new Set<string>()
  const texts = new Set<string>()
  let text = ''
  const sorted = read.toSorted(
    (a, b) =>
      isWhole(b.output) - isWhole(a.output) ||
      b.keys.length - a.keys.length ||
      // Objects tell moments exactly, and sizes that no option made coarser.
      isObjects(b.output) - isObjects(a.output) ||
      a.output.command.length - b.output.command.length,
  )
  const parts: string[] = []
  for (const { output, keys } of sorted) {
    if (taken.size > 0) {
      if (texts.has(output.text) || (probe.joinsParts !== true && keys.every((key) => known.has(key)))) {
        covered.add(output)
        continue
      }
      const isOther = probe.joinsParts === true || !keys.some((key) => known.has(key))
      if (!isOther || !joins(probe, [...parts, output.text], output.command, nowMs, known.size + keys.length)) continue
    }
    parts.push(output.text)
    text = joinedText(parts)
    texts.add(output.text)
    taken.add(output)
    for (const key of keys) known.add(key)
  }
  return { text, command: [...new Set([...taken].map(({ command }) => command))].join('; '), taken, covered }
}

const isObjects = ({ text }: FoundOutput): number => (/^\s*[[{]/.test(text.slice(0, 200)) ? 1 : 0)

const keysOf = (probe: Probe, { text, command }: FoundOutput, nowMs: number): string[] =>
  parseLoosely(probe, text, command, nowMs).rows.map(({ key }) => key)

const joinedText = (parts: readonly string[]): string =>
  parts.map((part, index) => (index + 1 === parts.length || part.endsWith('\n') ? part : `${part}\n`)).join('')

/** What was read of two in a row is read of many: longer texts are not read again and again. */
const readAgainBelow = 256 * 1024

/** True when the texts one after the other show what each shows. */
function joins(probe: Probe, parts: readonly string[], command: string, nowMs: number, rows: number): boolean {
  const text = joinedText(parts)
  const tried = text.length < readAgainBelow ? parts : [parts[0] ?? '', parts.at(-1) ?? '']
  const { rows: found, unparsed } = parseLoosely(probe, joinedText(tried), command, nowMs)
  if (probe.joinsParts === true) return found.length === 1 && unparsed.length === 0
  return tried === parts ? found.length === rows : unparsed.length === 0
}
