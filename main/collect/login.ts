/** How to log in: keys, the agent, and what only a person knows. */
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
// A CommonJS module: Node sees only some of its names.
import ssh2, { type AnyAuthMethod, type AuthHandlerMiddleware, type ParsedKey } from 'ssh2'
import { CallError } from '../../shared/contract/contract.ts'
import type { Ask } from './questions.ts'
import type { Hop } from './route.ts'
import { addressOf } from './target.ts'

/** The keys of one capture: a passphrase is asked for once, whatever number of nodes the key opens. */
export interface KeyRing {
  /** Keys to offer at once. */
  plain: (hop: Hop) => ParsedKey[]
  /** Keys behind a passphrase, opened one after another as they are wanted. */
  locked: (hop: Hop) => (() => Promise<ParsedKey | null>)[]
}

const usualNames = ['id_ed25519', 'id_ecdsa', 'id_rsa']

/**
 * With an identity file, only its key is used; it is opened at once. Else those that the configuration names for a host,
 * else the usual ones of `~/.ssh`; of these, what cannot be read is passed over. Throws CallError.
 */
export async function openKeyRing(identityFile: string | null, ask: Ask | undefined): Promise<KeyRing> {
  if (identityFile !== null) {
    const key = await openIdentity(identityFile, ask)
    return { plain: () => [key], locked: () => [] }
  }
  const opened = new Map<string, Promise<ParsedKey | null>>()
  const filesOf = (hop: Hop) =>
    hop.identityFiles.length > 0 ? hop.identityFiles : usualNames.map((name) => join(homedir(), '.ssh', name))
  const read = (hop: Hop) =>
    filesOf(hop).flatMap((file) => {
      const text = readOrNull(file)
      return text === null ? [] : [{ file, text, key: parseKey(text) }]
    })
  return {
    plain: (hop) => read(hop).flatMap(({ key }) => (key instanceof Error || !key.isPrivateKey() ? [] : [key])),
    locked: (hop) =>
      ask === undefined
        ? []
        : read(hop).flatMap(({ file, text, key }) => {
            if (!isEncrypted(key)) return []
            return [
              () => {
                const before = opened.get(file)
                if (before !== undefined) return before
                const now = unlock(file, text, ask).catch(() => null)
                opened.set(file, now)
                return now
              },
            ]
          }),
  }
}

async function openIdentity(file: string, ask: Ask | undefined): Promise<ParsedKey> {
  const text = readOrNull(file)
  if (text === null) throw new CallError('usage', `The identity file ${file} cannot be read.`)
  let key = parseKey(text)
  if (isEncrypted(key)) {
    if (ask === undefined) {
      throw new CallError(
        'refused',
        `The identity file ${file} is encrypted and no passphrase was given. Add it to ssh-agent (ssh-add ${file}), or use a key without a passphrase.`,
      )
    }
    key = await unlock(file, text, ask)
  }
  if (key instanceof Error) throw new CallError('usage', `The identity file ${file} is no private key: ${key.message}.`)
  if (!key.isPrivateKey()) {
    throw new CallError('usage', `${file} is a public key; give the private key, usually the name without .pub.`)
  }
  return key
}

async function unlock(file: string, text: Buffer, ask: Ask): Promise<ParsedKey> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const passphrase = await ask({ kind: 'passphrase', target: file, prompt: `Passphrase of ${file}:` })
    if (passphrase === null) break
    const key = parseKey(text, passphrase)
    if (!(key instanceof Error)) return key
  }
  throw new CallError('refused', `The passphrase does not open the identity file ${file}.`)
}

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

  const askPassword = async (prompt: string): Promise<string | null> => {
    const answer = await login.whileAsking(login.ask?.({ kind: 'password', target, prompt }) ?? Promise.resolve(null))
    if (answer === null) hasDeclined = true
    return answer
  }
  const interactive: AnyAuthMethod = {
    type: 'keyboard-interactive',
    username,
    prompt: (_name, _instructions, _language, prompts, finish) => {
      const answerAll = async () => {
        const answers: string[] = []
        for (const { prompt, echo } of prompts) {
          const isPassword = echo !== true && /pass(word|code|phrase)?|密码|口令/i.test(prompt)
          const words = prompt.trim()
          const answer = isPassword
            ? await askPassword(`Password of ${target}:`)
            : await login.whileAsking(login.ask?.({ kind: 'answer', target, prompt: words }) ?? Promise.resolve(null))
          if (answer === null) hasDeclined = true
          answers.push(answer ?? '')
        }
        return answers
      }
      answerAll().then(finish, () => finish([]))
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
    const password = await askPassword(`Password of ${target}:`)
    return password === null ? false : { type: 'password', username, password }
  }
  return (methodsLeft, _partialSuccess, callback) => {
    next(methodsLeft).then(
      (method) => callback(method as AnyAuthMethod),
      () => callback(false as unknown as AnyAuthMethod),
    )
  }
}

const isEncrypted = (key: ParsedKey | Error): boolean => key instanceof Error && /encrypted/i.test(key.message)

function parseKey(text: Buffer, passphrase?: string): ParsedKey | Error {
  try {
    const key: ParsedKey | ParsedKey[] | Error = ssh2.utils.parseKey(text, passphrase)
    return Array.isArray(key) ? (key[0] ?? new Error('it holds no key')) : key
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function readOrNull(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}
