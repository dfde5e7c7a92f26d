/** Where to log in: `[user@]host[:port]`, as `ssh` and `scp` users type it. */
import { userInfo } from 'node:os'
import { CallError } from '../../shared/contract/call-error.ts'
import { targetMessages } from '../../shared/messages/collect/login.ts'
import type { Message } from '../../shared/model.ts'

export interface Target {
  user: string
  host: string
  port: number
}

export const sshPort = 22

/** A target as typed: what was left out is null. */
export interface Place {
  user: string | null
  host: string
  port: number | null
}

/** Reads `[user@]host[:port]`; an IPv6 address with a port stands in brackets. Throws CallError `usage`. */
export function parseTarget(text: string): Target {
  const { user, host, port } = parsePlace(text)
  return { user: user ?? localUser(), host, port: port ?? sshPort }
}

/** The same, without what `ssh` would take for what was left out. */
export function parsePlace(text: string): Place {
  const refuse = (why: Message) => new CallError('usage', targetMessages.wrong({ text, why }), { target: text })
  const trimmed = text.trim()
  if (trimmed === '') throw refuse(targetMessages.empty())
  if (/[\s\p{Cc}]/u.test(trimmed)) throw refuse(targetMessages.blank())
  // The last @ separates: a user name may hold one itself (user@domain@host).
  const at = trimmed.lastIndexOf('@')
  if (at === 0) throw refuse(targetMessages.noUser())
  const user = at < 0 ? null : trimmed.slice(0, at)
  const place = trimmed.slice(at + 1)
  if (place === '') throw refuse(targetMessages.noHost())
  if (user?.startsWith('-') || place.startsWith('-')) throw refuse(targetMessages.dash())
  if (place.includes('/')) throw refuse(targetMessages.slash())

  const bracketed = /^\[([^[\]]*)\](?::(.*))?$/.exec(place)
  if (bracketed) {
    const host = bracketed[1] ?? ''
    if (host === '') throw refuse(targetMessages.noHost())
    return { user, host, port: portOf(bracketed[2], refuse) }
  }
  if (place.includes('[') || place.includes(']')) throw refuse(targetMessages.brackets())
  const parts = place.split(':')
  // More than one colon without brackets can only be an IPv6 address, which then has no port.
  if (parts.length > 2) {
    if (!/^[0-9a-fA-F:.]+(%.+)?$/.test(place)) throw refuse(targetMessages.severalPorts())
    return { user, host: place, port: null }
  }
  const host = parts[0] ?? ''
  if (host === '') throw refuse(targetMessages.noHost())
  return { user, host, port: portOf(parts[1], refuse) }
}

/** The node's address for people: the port only where it is not SSH's own. */
export function addressOf(target: Pick<Target, 'host' | 'port'>): string {
  if (target.port === sshPort) return target.host
  return target.host.includes(':') ? `[${target.host}]:${target.port}` : `${target.host}:${target.port}`
}

function portOf(text: string | undefined, refuse: (why: Message) => CallError): number | null {
  if (text === undefined) return null
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) throw refuse(targetMessages.port())
  return port
}

export function localUser(): string {
  try {
    return userInfo().username
  } catch {
    // An account without a passwd entry, as in containers.
    return process.env.USER ?? process.env.USERNAME ?? 'root'
  }
}
