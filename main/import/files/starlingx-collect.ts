/** What StarlingX's `collect` writes of one node: `var/extra/*.info`, each command under a line of time, host and command. */
import { readDate } from '../../../shared/parse/date-output.ts'
import type { FileBlock, Importer } from '../importer.ts'
import { topBefore } from './tops.ts'

const rule = /^-{40,}$/
const said = /^(\S.{10,60}?) : ([A-Za-z0-9][\w.-]*) : (\S.*)$/

function blocksOf(text: string): FileBlock[] | null {
  const lines = text.split('\n')
  const isHead = (index: number): boolean =>
    rule.test(lines[index - 1] ?? '') && said.test(lines[index] ?? '') && rule.test(lines[index + 1] ?? '')
  const heads = lines.flatMap((line, index) => (line.includes(' : ') && isHead(index) ? [index] : []))
  if (heads.length === 0) return null
  return heads.map((at, index): FileBlock => {
    const [, date = '', host = '', command = ''] = said.exec(lines[at] ?? '') ?? []
    const next = heads[index + 1]
    const output = lines.slice(at + 2, next === undefined ? undefined : next - 1)
    while (output.at(-1)?.trim() === '') output.pop()
    const body = output.length === 0 ? '' : `${output.join('\n')}\n`
    return { line: at + 3, command, text: body, host, printedAt: readDate(date) }
  })
}

export const starlingxCollect: Importer = {
  name: 'starlingx-collect',
  title: { en: 'collect of StarlingX', zh: 'StarlingX collect 包' },
  takes: { en: 'collects of StarlingX', zh: 'StarlingX collect 包' },
  topOf: topBefore('var/extra/[^/]+\\.info$'),
  holds: 'node',
  blocksOf,
}
