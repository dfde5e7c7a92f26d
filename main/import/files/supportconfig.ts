/** SUSE's supportconfig of one node: each of its files holds many commands, under `#==[ Command ]===#`. */
import type { FileBlock, Importer } from '../importer.ts'
import { topBefore } from './tops.ts'

const head = /^#==\[ (.+?) \]=+#$/

function blocksOf(text: string): FileBlock[] | null {
  const lines = text.split('\n')
  const heads = lines.flatMap((line, index) => (head.test(line.trimEnd()) ? [index] : []))
  if (heads.length === 0) return null
  return heads.flatMap((at, index): FileBlock[] => {
    const kind = head.exec(lines[at]?.trimEnd() ?? '')?.[1]
    const named = /^# (\S.*)$/.exec(lines[at + 1]?.trimEnd() ?? '')?.[1]
    // Files and log entries stand under heads of their own.
    if (kind !== 'Command' || named === undefined) return []
    const output = lines.slice(at + 2, heads[index + 1])
    while (output.at(-1)?.trim() === '') output.pop()
    const body = output.length === 0 ? '' : `${output.join('\n')}\n`
    return [{ line: at + 3, command: withoutFolder(named), text: body, host: null, printedAt: null }]
  })
}

/** `/usr/bin/docker ps -a` is `docker ps -a`. */
const withoutFolder = (command: string): string => command.replace(/^\/\S*\//, '')

export const supportconfig: Importer = {
  name: 'supportconfig',
  title: { en: 'supportconfig', zh: 'supportconfig' },
  takes: { en: 'supportconfigs', zh: 'supportconfig' },
  topOf: topBefore('(?:basic-environment|basic-health-check|supportconfig)\\.txt$'),
  holds: 'node',
  blocksOf,
}
