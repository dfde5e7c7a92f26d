/** Questions of a capture to the person who started it: one at a time, as two prompts cannot be told apart. */
import type { Question } from '../../shared/contract/contract.ts'

/** Null is a no. */
export type Ask = (question: Question) => Promise<string | null>

export function oneAtATime(ask: Ask, signal: AbortSignal | undefined): Ask {
  let last: Promise<unknown> = Promise.resolve()
  return (question) => {
    const answer = last.then(() => (signal?.aborted ? null : ask(question)))
    last = answer.catch(() => {})
    return answer
  }
}
