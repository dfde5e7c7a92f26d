/** Reads command lines as people type them. */
import { usualWords } from './spelling.ts'
import { withoutWrappers } from './wrappers.ts'

/** One command of a line: `cd /var/log && ll | head` holds two. */
export interface TypedCommand {
  /** Without what wraps it (`sudo`, `watch`), in its usual spelling: `kubectl get pods` of `oc get po`. */
  words: string[]
  /** As typed, without filters behind a pipe. */
  text: string
  /** Filters that hide rows, as typed, e.g. `grep openstack`. */
  filters: string[]
  /** True when what was printed is not (only) the command's own output: a redirect, `| wc -l`, `| awk …`. */
  isReshaped: boolean
}

const hidesRows = new Set([
  'grep',
  'egrep',
  'fgrep',
  'zgrep',
  'rg',
  'ag',
  'ack',
  'findstr',
  'head',
  'tail',
  'less',
  'more',
])
const keepsRows = new Set(['cat', 'tee', 'sort', 'most', 'lolcat'])
const harmlessRedirect = /\s(?:\d?>&\d|[12&]?>\s?\/dev\/null)(?=\s|$)/g
/** Longer lines were pasted, not typed; nothing behind this is read. */
const maxCommandLength = 8192

export function commandsOf(line: string): TypedCommand[] {
  return splitOutsideQuotes(line.slice(0, maxCommandLength), ';')
    .map(typedCommand)
    .filter((command) => command.words.length > 0)
}

function typedCommand(text: string): TypedCommand {
  const [first = '', ...pipes] = splitOutsideQuotes(text, '|')
  const own = first.replace(harmlessRedirect, '').trim()
  const filters: string[] = []
  let isReshaped = wordsOf(own).some((word) => /^\d?>/.test(word)) && /[^\\]>/.test(own)
  for (const pipe of pipes) {
    const words = wordsOf(pipe)
    const program = words[0] ?? ''
    const counts = words
      .slice(1)
      .some((word) => /^-[a-zA-Z]*[coqO]/.test(word) || word === '--count' || word === '--only-matching')
    if (hidesRows.has(program) && !(program.endsWith('grep') && counts)) filters.push(pipe.trim())
    else if (!keepsRows.has(program)) isReshaped = true
  }
  return { words: usualWords(withoutWrappers(wordsOf(own))), text: own, filters, isReshaped }
}

/** `;`, `&&` and `||` separate commands, a single `|` a filter; none of them does inside quotes. */
function splitOutsideQuotes(text: string, separator: ';' | '|'): string[] {
  const parts: string[] = []
  let quote = ''
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\\' && quote !== "'") at++
    else if (quote !== '') quote = character === quote ? '' : quote
    else if (character === '"' || character === "'") quote = character
    else {
      const doubled = text.charAt(at + 1) === character && (character === '&' || character === '|')
      const splits = separator === ';' ? character === ';' || doubled : character === '|' && !doubled
      if (splits) parts.push(text.slice(start, at))
      if (doubled) at++
      if (splits) start = at + 1
    }
  }
  parts.push(text.slice(start))
  return parts.filter((part, index) => index === 0 || part.trim() !== '')
}

/** Words with their quotes taken off. */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  let word = ''
  let started = false
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\\' && quote !== "'" && at + 1 < text.length) {
      word += text.charAt(++at)
      started = true
    } else if (quote !== '') {
      if (character === quote) quote = ''
      else word += character
    } else if (character === '"' || character === "'") {
      quote = character
      started = true
    } else if (/\s/.test(character)) {
      if (started) words.push(word)
      word = ''
      started = false
    } else {
      word += character
      started = true
    }
  }
  if (started) words.push(word)
  return words
}

export { programOf } from './wrappers.ts'
