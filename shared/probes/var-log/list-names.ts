/** Names of a listing as they are: without the quotes of a terminal, and without the marks of `ls -F`. */

/** An entry's name as printed, with the target of a link. */
export interface ShownName {
  shown: string
  type: string
  mode: string
}

/**
 * Names of one folder's listing. On a terminal ls quotes what a shell would part, and moves all other names one place to the
 * right; with `-F`, and in `ll` of Ubuntu, folders bear a slash and programs a star.
 */
export function namesOf(entries: readonly ShownName[]): string[] {
  const isQuoted =
    entries.some(({ shown }) => /^['"]/.test(shown)) && entries.every(({ shown }) => /^['" ]/.test(shown))
  const isMarked = entries.some(({ shown, type }) => type === 'directory' && shown.length > 1 && shown.endsWith('/'))
  const programs = entries.filter(({ type, mode }) => type === 'file' && /[xsS]/.test(mode.slice(1)))
  const hasStars = isMarked && programs.length > 0 && programs.every(({ shown }) => shown.endsWith('*'))
  return entries.map((entry) => {
    const bare = isMarked ? withoutMark(entry, hasStars) : entry.shown
    return isQuoted ? unquoted(bare) : bare
  })
}

function withoutMark({ shown, type, mode }: ShownName, hasStars: boolean): string {
  if (type === 'directory') return shown.replace(/(?<=.)\/$/, '')
  if (type === 'fifo') return shown.replace(/\|$/, '')
  if (type === 'socket') return shown.replace(/=$/, '')
  return hasStars && type === 'file' && /[xsS]/.test(mode.slice(1)) ? shown.replace(/\*$/, '') : shown
}

/** `'my app'`, `"it's"`, ` plain`; of a link both its name and its target. */
const unquoted = (shown: string): string => shown.split(' -> ').map(unquotedPart).join(' -> ')

function unquotedPart(part: string): string {
  const match = /^ ?(?:'([^']*)'|"([^"]*)")$/.exec(part)
  return match?.[1] ?? match?.[2] ?? part.replace(/^ /, '')
}

/** `name -> target`. Either may hold an arrow; the size of a link is the length of its target in bytes. */
export function linkOf(shown: string, type: string, size: number | null): { name: string; linkTarget: string | null } {
  const firstArrow = type === 'link' ? shown.indexOf(' -> ') : -1
  if (firstArrow < 0) return { name: shown, linkTarget: null }
  let bytesBehind = byteLength(shown)
  let counted = 0
  for (let arrow = firstArrow; arrow >= 0; arrow = shown.indexOf(' -> ', arrow + 1)) {
    bytesBehind -= byteLength(shown.slice(counted, arrow))
    counted = arrow
    if (bytesBehind - 4 === size) return { name: shown.slice(0, arrow), linkTarget: shown.slice(arrow + 4) }
  }
  return { name: shown.slice(0, firstArrow), linkTarget: shown.slice(firstArrow + 4) }
}

function bytesInUtf8(code: number): number {
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}

function byteLength(text: string): number {
  let bytes = 0
  for (const character of text) {
    bytes += bytesInUtf8(character.codePointAt(0) ?? 0)
  }
  return bytes
}
