/** Files that a probe reads together: each shows other things, as one namespace each, or another part of the same. */
import type { Probe } from '../../../shared/probes/probe.ts'
import { parseLoosely } from '../transcript/judge-output.ts'
import type { OutputFile } from './output-file.ts'

export interface JoinedFiles {
  text: string
  command: string
  /** The files whose text it is, the one that shows most first; the others show nothing more. */
  taken: ReadonlySet<OutputFile>
}

/** `files`: at least one, all of one section. `nowMs` only serves parsers that want a time. */
export function joinedFiles(probe: Probe, files: readonly OutputFile[], nowMs: number): JoinedFiles {
  const keysOf = (text: string, command: string): string[] =>
    parseLoosely(probe, text, command, nowMs).rows.map(({ key }) => key)
  const read = files.map((file) => ({ file, keys: keysOf(file.text, file.command) }))
  const isWhole = ({ command }: OutputFile): number => (probe.showsAll?.(command) === false ? 0 : 1)
  const taken = new Set<OutputFile>()
  const known = new Set<string>()
  let text = ''
  for (const { file, keys } of read.toSorted(
    (a, b) => isWhole(b.file) - isWhole(a.file) || b.keys.length - a.keys.length,
  )) {
    if (taken.size > 0) {
      const joined = `${text}${text.endsWith('\n') ? '' : '\n'}${file.text}`
      if (keys.length === 0 || !addsTo(probe, joined, file.command, keys, known, nowMs)) continue
      text = joined
    } else text = file.text
    taken.add(file)
    for (const key of keys) known.add(key)
  }
  return { text, command: [...taken].map(({ command }) => command).join('; '), taken }
}

/** True when a text with another file's lines behind it shows what both show. */
function addsTo(
  probe: Probe,
  joined: string,
  command: string,
  keys: readonly string[],
  known: ReadonlySet<string>,
  nowMs: number,
): boolean {
  const { rows, unparsed } = parseLoosely(probe, joined, command, nowMs)
  if (probe.joinsParts === true) return rows.length === 1 && unparsed.length === 0
  return !keys.some((key) => known.has(key)) && rows.length === known.size + keys.length
}
