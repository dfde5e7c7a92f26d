/** What a capture asks the person who started it: one thing at a time, as two prompts cannot be told apart. */
import type { Prompt } from '../../shared/contract/contract.ts'

/** Null is a no. */
export type Ask = (prompt: Prompt) => Promise<string | null>

/** Once `signal` is aborted, nobody is asked any more. */
export function oneAtATime(ask: Ask, signal: AbortSignal | undefined): Ask {
  let last: Promise<unknown> = Promise.resolve()
  return (prompt) => {
    const answer = last.then(() => (signal?.aborted ? null : ask(prompt)))
    last = answer.catch(() => {})
    return answer
  }
}
