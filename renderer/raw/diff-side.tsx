/** One line on its side of a difference, with the words marked that the other side has not. */
import { diffWordsWithSpace } from 'diff'

interface DiffSideProps {
  /** Line index; null: nothing stands on this side. */
  number: number | null
  text: string | null
  /** The other side's line. */
  other: string | null
  same: boolean
  mine: 'removed' | 'added'
}

const signs = { removed: '−', added: '+' }

export function DiffSide({ number, text, other, same, mine }: DiffSideProps) {
  if (number === null || text === null) return <span className="diff-nothing" />
  return (
    <span className={same ? undefined : `diff-${mine}`}>
      <span className="diff-number">
        {signOf(same, other, mine)} {number + 1}
      </span>
      {same ? text : <Words text={text} other={other} mine={mine} />}
    </span>
  )
}

function signOf(same: boolean, other: string | null, mine: 'removed' | 'added'): string {
  if (same) return ' '
  return other === null ? signs[mine] : '≠'
}

/** Longer lines are marked as a whole: finding their words would hold the window. */
const longestForWords = 1000

function Words({ text, other, mine }: { text: string; other: string | null; mine: 'removed' | 'added' }) {
  if (other === null || text.length > longestForWords || other.length > longestForWords) return text
  const [before, after] = mine === 'removed' ? [text, other] : [other, text]
  // The time-out is in milliseconds; what is not found in it is marked as a whole.
  const words = diffWordsWithSpace(before, after, { timeout: 5 })
  if (words === undefined) return text
  return words
    .filter((part) => (mine === 'removed' ? !part.added : !part.removed))
    .map((part, index) =>
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one line never move
      part[mine] ? <b key={index}>{part.value}</b> : <span key={index}>{part.value}</span>,
    )
}
