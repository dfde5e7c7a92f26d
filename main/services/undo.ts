/** Ways back: what was done away with is kept in memory for a while, each under a number. */
import { CallError } from '../../shared/contract/call-error.ts'
import { libraryMessages } from '../../shared/messages/library.ts'

export interface Undo<T> {
  /** Returns the number under which it can be undone. */
  keep: (wayBack: () => Promise<T>) => number
  /** Once. Throws CallError `not-found` when it is not kept any more. */
  undo: (number: number) => Promise<T>
}

/** Keeps the last few, with all that they need. */
export function createUndo<T>(most: number): Undo<T> {
  const kept = new Map<number, () => Promise<T>>()
  let last = 0
  return {
    keep: (wayBack) => {
      last += 1
      kept.set(last, wayBack)
      kept.delete(last - most)
      return last
    },
    undo: async (number) => {
      const wayBack = kept.get(number)
      if (wayBack === undefined) throw new CallError('not-found', libraryMessages.deletionNotKept())
      const result = await wayBack()
      kept.delete(number)
      return result
    },
  }
}
