/** What the program answers to a question. */
import { useEffect, useState } from 'react'
import { tellError } from '../preferences/telling.ts'

interface Answer<T> {
  /** null: none yet. While a new one is waited for, the one before stays. */
  answer: T | null
  failure: string | null
}

/** `ask` is asked again whenever it is another function (`useCallback`); an answer that comes too late is dropped. */
export function useAnswer<T>(ask: () => Promise<T>): Answer<T> {
  const [state, setState] = useState<Answer<T>>({ answer: null, failure: null })
  useEffect(() => {
    let isWanted = true
    setState(({ answer }) => ({ answer, failure: null }))
    ask().then(
      (answer) => isWanted && setState({ answer, failure: null }),
      (error: unknown) => isWanted && setState({ answer: null, failure: tellError(error) }),
    )
    return () => {
      isWanted = false
    }
  }, [ask])
  return state
}
