/** Questions of a capture to the windows: told as events, answered by a call. */
import type { Question } from '../../shared/contract/contract.ts'
import type { Ports } from '../ports.ts'

export interface Questions {
  ask: (question: Question) => Promise<string | null>
  answer: (id: number, answer: string | null) => void
  /** Nobody waits for answers any more. */
  withdraw: () => void
}

// A window that was opened or loaded again meanwhile learns of it too.
const repeatMs = 2000

export function createQuestions(emit: Ports['emit']): Questions {
  let lastId = 0
  const open = new Map<number, (answer: string | null) => void>()
  return {
    ask: (question) =>
      new Promise((resolve) => {
        const id = ++lastId
        const tell = () => emit('question', { ...question, id })
        const repeat = setInterval(tell, repeatMs)
        open.set(id, (answer) => {
          clearInterval(repeat)
          open.delete(id)
          emit('questionOver', { id })
          resolve(answer)
        })
        tell()
      }),
    answer: (id, answer) => open.get(id)?.(answer),
    withdraw: () => {
      for (const close of [...open.values()]) close(null)
    },
  }
}
