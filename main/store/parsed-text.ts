/**
 * What a parser made of a section, as a text of one row per line. Line numbers are kept relative to the row before, so
 * that one new pod does not change the text of every pod behind it.
 */
import type { Fields, Message, Parsed, Row } from '../../shared/model.ts'

type StoredRow = [key: string, gap: number, length: number, fields: Fields]

export function textOfParsed(parsed: Parsed): string {
  const lines = [JSON.stringify([parsed.unparsed, parsed.notes])]
  let previous = 0
  for (const { key, line, lastLine, fields } of parsed.rows) {
    lines.push(JSON.stringify([key, line - previous, lastLine - line, fields] satisfies StoredRow))
    previous = lastLine
  }
  return lines.join('\n')
}

/** Rows that read the same are decoded once and share their fields; a long history is mostly such rows. */
export class ParsedTextReader {
  #known = new Map<string, StoredRow>()

  read(text: string): Parsed {
    const lines = text.split('\n')
    const [unparsed, notes] = JSON.parse(lines[0] ?? '[[],[]]') as [Parsed['unparsed'], Message[]]
    const rows: Row[] = []
    let previous = 0
    for (let index = 1; index < lines.length; index++) {
      const [key, gap, length, fields] = this.#row(lines[index] ?? '')
      const line = previous + gap
      previous = line + length
      rows.push({ key, line, lastLine: previous, fields })
    }
    return { rows, unparsed, notes }
  }

  #row(line: string): StoredRow {
    const known = this.#known.get(line)
    if (known !== undefined) return known
    const stored = JSON.parse(line) as StoredRow
    if (this.#known.size >= 100_000) this.#known.clear()
    this.#known.set(line, stored)
    return stored
  }
}
