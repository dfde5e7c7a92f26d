/** How to log in to one host: keys, the agent, and what only a person knows. */
import type { AnyAuthMethod, AuthHandlerMiddleware, Prompt as NodePrompt } from 'ssh2'
import type { Prompt } from '../../shared/contract/contract.ts'
import { promptMessages } from '../../shared/messages/collect/prompt.ts'
import type { KeyRing } from './key-ring.ts'
import type { Ask } from './prompts.ts'
import type { Hop } from './route.ts'
import { addressOf } from './target.ts'

/** The agent's address, as `ssh` finds it. */
export function agentAddress(): string | null {
  if (process.env.SSH_AUTH_SOCK) return process.env.SSH_AUTH_SOCK
  return process.platform === 'win32' ? '\\\\.\\pipe\\openssh-ssh-agent' : null
}

export interface Login {
  keyRing: KeyRing
  agent: string | null
  ask: Ask | undefined
  /** Called around a question: while a person types, the node is not late. */
  whileAsking: <T>(asking: Promise<T>) => Promise<T>
}

const passwordAttempts = 3

/** Ways to log in, in the order in which `ssh` tries them; a person is asked last, and only for what the node accepts. */
export function authHandler(hop: Hop, login: Login): AuthHandlerMiddleware {
  const username = hop.target.user
  const target = `${username}@${addressOf(hop.target)}`
  const plain: AnyAuthMethod[] = login.keyRing.plain(hop).map((key) => ({ type: 'publickey', username, key }))
  if (login.agent !== null && hop.usesAgent) plain.push({ type: 'agent', username, agent: login.agent })
  const locked = login.keyRing.locked(hop)
  let attempts = 0
  let hasDeclined = false

  const ask = async (prompt: Prompt): Promise<string | null> => {
    const answer = await login.whileAsking(login.ask?.(prompt) ?? Promise.resolve(null))
    if (answer === null) hasDeclined = true
    return answer
  }
  const askPassword = () => ask({ kind: 'password', target, text: promptMessages.password({ target }) })
  const askInTurn = async (asked: readonly NodePrompt[]): Promise<string[]> => {
    const answers: string[] = []
    for (const each of asked) {
      const inItsWords: Prompt = { kind: 'answer', target, text: promptMessages.node({ said: each.prompt.trim() }) }
      const answer = isForPassword(each) ? await askPassword() : await ask(inItsWords)
      answers.push(answer ?? '')
    }
    return answers
  }
  const interactive: AnyAuthMethod = {
    type: 'keyboard-interactive',
    username,
    prompt: (_name, _instructions, _language, asked, finish) => {
      askInTurn(asked).then(finish, () => finish([]))
    },
  }

  const next = async (methodsLeft: string[] | null): Promise<AnyAuthMethod | false> => {
    const method = plain.shift()
    if (method !== undefined) return method
    const accepts = (name: string) => methodsLeft === null || methodsLeft.includes(name)
    // The node says what it accepts in its first refusal.
    if (methodsLeft === null) return { type: 'none', username }
    while (accepts('publickey') && locked.length > 0) {
      const key = await login.whileAsking(locked.shift()?.() ?? Promise.resolve(null))
      if (key !== null) return { type: 'publickey', username, key }
    }
    if (login.ask === undefined || hasDeclined || attempts >= passwordAttempts) return false
    attempts++
    if (accepts('keyboard-interactive')) return interactive
    if (!accepts('password')) return false
    const password = await askPassword()
    return password === null ? false : { type: 'password', username, password }
  }
  return (methodsLeft, _partialSuccess, callback) => {
    next(methodsLeft).then(
      (method) => callback(method === false ? noMore : method),
      () => callback(noMore),
    )
  }
}

// ssh2 ends the login on `false`, which its types do not know.
const noMore = false as unknown as AnyAuthMethod

const isForPassword = ({ prompt, echo }: NodePrompt): boolean =>
  echo !== true && /pass(word|code|phrase)?|密码|口令/i.test(prompt)
