/** One line of `ls -l`, whatever columns its options add: `-i` and `-s` ahead, `-Z` behind the owners, `-g`, `-o`, `-n`. */
import type { Interval } from '../../model.ts'
import { type ListClock, listTime } from './list-time.ts'

export interface ListEntry {
  mode: string
  /** Null where an option leaves it out. */
  owner: string | null
  group: string | null
  sizeText: string
  modifiedAt: Interval
  /** The name as printed, with the target of a link. */
  shown: string
}

// Modes of nine characters occur in transcripts that lost one. Behind the mode: `+` an ACL, `.` an SELinux context.
const beginning =
  /^ {0,20}(?:\d{1,20} {1,20})?(?:\d[\d.,]{0,12}[KMGTPE]? {1,20})?([-dlbcpsDCM?][-rwxsStTlL?]{8,9})[.+@]? {1,40}(\d{1,12}|\?) {1,40}/
const sizeCell = /^(?:\d{1,20}|\d{1,5}(?:[.,]\d)?[KMGTPEk]i?|\?) {1,40}/
const deviceCell = /^\d{1,12}, {0,20}\d{1,12} {1,40}/
/** `system_u:object_r:var_log_t:s0`; a question mark where there is none. */
const contextCell = /^(?:\?|[\w.-]+:[\w.-]+:[\w.-]+(?::[\w.,:-]+)?)$/
/** Groups of a domain hold blanks: so many words may stand ahead of the size. */
const mostWords = 8

/** Null when the line is none. `command`: it tells whether one name alone is the owner's or the group's. */
export function entryIn(text: string, clock: ListClock & { command: string }): ListEntry | null {
  const [whole, mode = ''] = beginning.exec(text) ?? []
  if (whole === undefined) return null
  const words: string[] = []
  let rest = text.slice(whole.length)
  for (let count = 0; count <= mostWords; count++) {
    const size = sizeCell.exec(rest)?.[0] ?? deviceCell.exec(rest)?.[0]
    const behind = size === undefined ? '' : rest.slice(size.length)
    const time = size === undefined ? null : listTime(behind, clock)
    if (size !== undefined && time !== null) {
      const shown = behind.slice(time.length)
      if (shown === '') return null
      return { mode, ...ownersIn(words, clock.command), sizeText: size.trim(), modifiedAt: time.modifiedAt, shown }
    }
    const word = /^(\S{1,256}) {1,200}/.exec(rest)
    if (word === null) return null
    words.push(word[1] ?? '')
    rest = rest.slice(word[0].length)
  }
  return null
}

function ownersIn(words: string[], command: string): Pick<ListEntry, 'owner' | 'group'> {
  const named = contextCell.test(words.at(-1) ?? '') ? words.slice(0, -1) : words
  const [first = '', ...others] = named
  const listsGroup = /\s-[a-zA-Z]*g/.test(command)
  if (named.length === 1 && listsGroup) return { owner: null, group: first }
  return { owner: first, group: others.join(' ') || null }
}
