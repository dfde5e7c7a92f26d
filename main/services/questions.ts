/** Questions of a capture to the windows: told as events, answered by a call; what was remembered is not asked. */
import type { Question } from '../../shared/contract/contract.ts'
import type { Ports } from '../ports.ts'

export interface Questions {
  ask: (question: Question) => Promise<string | null>
  answer: (id: number, answer: string | null, remember: boolean) => Promise<void>
  /** Nobody waits for answers any more. */
  withdraw: () => void
}

// A window that was opened or loaded again meanwhile learns of it too.
const repeatMs = 2000

export function createQuestions({ emit, secrets }: Pick<Ports, 'emit' | 'secrets'>): Questions {
  let lastId = 0
  const open = new Map<number, (answer: string | null, remember: boolean) => Promise<void>>()
  // What the node did not take a moment ago is asked for again, whatever the store says.
  const tried = new Set<string>()
  const store = secrets === undefined ? 'none' : secrets.isWeak ? 'weak' : 'strong'
  return {
    ask: async (question) => {
      // The words of a one-time code differ; a host key is no secret.
      const isKept = ['passphrase', 'password', 'sudo-password'].includes(question.kind)
      const name = `${question.kind} ${question.target}`
      if (isKept && secrets !== undefined) {
        const known = tried.has(name) ? null : await secrets.get(name)
        tried.add(name)
        setTimeout(() => tried.delete(name), 60_000).unref()
        if (known !== null) return known
      }
      return new Promise((resolve) => {
        const id = ++lastId
        const tell = () => emit('question', { ...question, id, store: isKept ? store : 'none' })
        const repeat = setInterval(tell, repeatMs)
        open.set(id, async (answer, remember) => {
          clearInterval(repeat)
          open.delete(id)
          emit('questionOver', { id })
          if (isKept && answer !== null) await (remember ? secrets?.set(name, answer) : secrets?.forget(name))
          resolve(answer)
        })
        tell()
      })
    },
    answer: async (id, answer, remember) => open.get(id)?.(answer, remember),
    withdraw: () => {
      for (const close of [...open.values()]) void close(null, false)
    },
  }
}
