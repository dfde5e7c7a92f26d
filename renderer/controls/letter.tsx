/** A or B, as everywhere in the window. */
import './letter.css'
import { usePair } from '../library/pair.ts'

export function Letter({ of }: { of: 'A' | 'B' }) {
  return <span className={`letter letter-${of}`}>{of}</span>
}

/** Which of the two a snapshot is; null: neither. One that is both is B. */
export const useLetterOf = (snapshot: string): 'A' | 'B' | null =>
  usePair(({ aId, bId }) => {
    if (bId === snapshot) return 'B'
    return aId === snapshot ? 'A' : null
  })
