/** Reads command lines as people type them. */
import { quoted } from '../../../shared/probes/families/shell.ts'

/** One command of a line: `cd /var/log && ll | head` holds two. */
export interface TypedCommand {
  words: string[]
  /** As typed, without filters behind a pipe. */
  text: string
  /** Filters that hide rows, as typed, e.g. `grep openstack`. */
  filters: string[]
  /** True when what was printed is not (only) the command's own output: a redirect, `| wc -l`, `| awk …`. */
  isReshaped: boolean
}

const hidesRows = new Set(['grep', 'egrep', 'fgrep', 'zgrep', 'rg', 'head', 'tail', 'less', 'more'])
const keepsRows = new Set(['cat', 'tee', 'sort'])
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
  return { words: withoutWrappers(wordsOf(own)), text: own, filters, isReshaped }
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

/** `sudo -n LC_ALL=C time docker ps` is `docker ps`. */
function withoutWrappers(words: string[]): string[] {
  let at = 0
  for (; at < words.length; at++) {
    const word = words[at] ?? ''
    const wraps =
      word === 'sudo' || word === 'time' || word === 'env' || word === 'command' || /^[A-Za-z_]\w*=/.test(word)
    if (!wraps && !(at > 0 && /^-[A-Za-z]$/.test(word))) break
  }
  return words.slice(at)
}

export const programOf = (words: string[]): string => (words[0] ?? '').slice((words[0] ?? '').lastIndexOf('/') + 1)

const shells = new Set(['bash', 'sh', 'ash', 'dash', 'zsh'])
const valueFlags = new Set(
  '-n --namespace -c --container -s --server --kubeconfig --context --cluster --token -u --user -w --workdir -e --env --request-timeout'.split(
    ' ',
  ),
)

export interface ExecCommand {
  program: 'kubectl' | 'docker'
  /** The pod or container as named on the command line. */
  target: string
  /** What runs in there; empty for a shell that a person then types into. */
  inner: string
}

/** Reads `kubectl exec -it POD bash` and its kin; null for anything else. */
export function execOf(words: string[]): ExecCommand | null {
  const program = programOf(words)
  if (program !== 'kubectl' && program !== 'docker') return null
  const plain: string[] = []
  let at = 1
  for (; at < words.length && plain.length < 2; at++) {
    const word = words[at] ?? ''
    if (valueFlags.has(word)) at++
    else if (!word.startsWith('-')) plain.push(word)
    if (plain.length === 1 && plain[0] !== 'exec') return null
  }
  const target = plain[1]
  if (target === undefined) return null
  // flags may follow the pod's name: `exec POD -it -c main -- bash`
  while (words[at]?.startsWith('-') === true && words[at] !== '--') at += valueFlags.has(words[at] ?? '') ? 2 : 1
  if (words[at] === '--') at++
  const rest = words.slice(at)
  const name = target.replace(/^pods?\//, '')
  if (!shells.has(programOf(rest))) return { program, target: name, inner: rest.map(quoted).join(' ') }
  const script = rest.findIndex((word) => /^-[a-z]*c$/.test(word))
  return { program, target: name, inner: script === -1 ? '' : (rest[script + 1] ?? '') }
}

const sshValueFlags = new Set('-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w'.split(' '))

/** Reads `ssh root@cloudos2 docker ps`; null for anything else, also when a person then types on that host. */
export function sshOf(words: string[]): { host: string; inner: string } | null {
  if (programOf(words) !== 'ssh') return null
  let at = 1
  while (words[at]?.startsWith('-') === true) at += sshValueFlags.has(words[at] ?? '') ? 2 : 1
  const host = (words[at] ?? '').replace(/^.*@/, '')
  const inner = words.slice(at + 1)
  return host === '' || inner.length === 0 ? null : { host, inner: inner.join(' ') }
}

/** The directory after `cd` with these arguments; null when it cannot be told. */
export function directoryAfter(
  argument: string | undefined,
  current: string | null,
  before: string | null,
): string | null {
  if (argument === undefined || argument === '~') return '~'
  if (argument === '-') return before
  if (/[$`*?]/.test(argument)) return null
  return resolvePath(argument, current)
}

export function resolvePath(path: string, current: string | null): string | null {
  if (path.startsWith('~')) return path
  if (!path.startsWith('/') && (current === null || !current.startsWith('/'))) return null
  const parts: string[] = []
  for (const part of (path.startsWith('/') ? path : `${current}/${path}`).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

/** The one directory that a long listing shows; null when this is not `ls -l` or `ll`, or shows something else. */
export function listedDirectory(words: string[], current: string | null): string | null {
  const program = programOf(words)
  if (program !== 'ls' && program !== 'll') return null
  const flags = words.slice(1).filter((word) => word.startsWith('-'))
  const paths = words.slice(1).filter((word) => !word.startsWith('-'))
  const short = flags.filter((flag) => !flag.startsWith('--')).join('')
  if (program === 'ls' && !/[lnog]/.test(short) && !flags.includes('--format=long')) return null
  if (/[dRi]/.test(short) || flags.includes('--recursive') || flags.includes('--directory') || paths.length > 1)
    return null
  return paths[0] === undefined ? current : resolvePath(paths[0], current)
}
