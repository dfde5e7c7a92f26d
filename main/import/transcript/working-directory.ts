/** Where a person's shell stands, and which directory a command lists from there. */
import { programOf } from '../../../shared/commands/command-line.ts'

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
