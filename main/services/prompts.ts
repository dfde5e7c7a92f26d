/** Prompts to the windows: told as events, answered by a call; what was remembered is not asked. */
import type { EventBody, Prompt } from '../../shared/contract/contract.ts'
import type { Ports } from '../ports.ts'

export interface Prompts {
  ask: (prompt: Prompt) => Promise<string | null>
  answer: (id: number, answer: string | null, remember: boolean) => Promise<void>
  /** Nobody waits for answers any more. */
  withdraw: () => void
}

// A window that was opened or loaded again meanwhile learns of it too.
const repeatMs = 2000
// What the node did not take a moment ago is asked for again, whatever the store says.
const triedForMs = 60_000

/** The words of a one-time code differ each time; a host key is no secret. */
const isSecret = ({ kind }: Prompt): boolean => kind === 'passphrase' || kind === 'password' || kind === 'sudo-password'

export function createPrompts({ emit, secrets }: Pick<Ports, 'emit' | 'secrets'>): Prompts {
  let lastId = 0
  const open = new Map<number, (answer: string | null, remember: boolean) => Promise<void>>()
  const tried = new Set<string>()

  const storeFor = (prompt: Prompt): EventBody<'prompt'>['store'] => {
    if (secrets === undefined || !isSecret(prompt)) return 'none'
    return secrets.isWeak ? 'weak' : 'strong'
  }
  const remembered = async (name: string): Promise<string | null> => {
    if (secrets === undefined) return null
    const known = tried.has(name) ? null : await secrets.get(name)
    tried.add(name)
    setTimeout(() => tried.delete(name), triedForMs).unref()
    return known
  }
  const askWindows = (prompt: Prompt, name: string): Promise<string | null> =>
    new Promise((resolve) => {
      const id = ++lastId
      const tell = () => emit('prompt', { ...prompt, id, store: storeFor(prompt) })
      const repeat = setInterval(tell, repeatMs)
      open.set(id, async (answer, remember) => {
        clearInterval(repeat)
        open.delete(id)
        emit('promptOver', { id })
        if (isSecret(prompt) && answer !== null) await (remember ? secrets?.set(name, answer) : secrets?.forget(name))
        resolve(answer)
      })
      tell()
    })
  return {
    ask: async (prompt) => {
      const name = `${prompt.kind} ${prompt.target}`
      const known = isSecret(prompt) ? await remembered(name) : null
      return known ?? askWindows(prompt, name)
    },
    answer: async (id, answer, remember) => open.get(id)?.(answer, remember),
    withdraw: () => {
      for (const close of [...open.values()]) void close(null, false)
    },
  }
}
