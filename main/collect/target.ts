/** Where to log in: `[user@]host[:port]`, as `ssh` and `scp` users type it. */
import { userInfo } from 'node:os'
import { CallError } from '../../shared/contract/contract.ts'

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
  const refuse = (why: string) =>
    new CallError('usage', `"${text}" is not a node to log in to: ${why}. Write [user@]host[:port].`, { target: text })
  const trimmed = text.trim()
  if (trimmed === '') throw refuse('it is empty')
  if (/[\s\p{Cc}]/u.test(trimmed)) throw refuse('it contains a blank')
  // The last @ separates: a user name may hold one itself (user@domain@host).
  const at = trimmed.lastIndexOf('@')
  if (at === 0) throw refuse('the user name before the @ is missing')
  const user = at < 0 ? null : trimmed.slice(0, at)
  const place = trimmed.slice(at + 1)
  if (place === '') throw refuse('the host is missing')
  if (user?.startsWith('-') || place.startsWith('-')) throw refuse('it begins with a dash')
  if (place.includes('/')) throw refuse('it contains a slash')

  const bracketed = /^\[([^[\]]*)\](?::(.*))?$/.exec(place)
  if (bracketed) {
    const host = bracketed[1] ?? ''
    if (host === '') throw refuse('the host is missing')
    return { user, host, port: portOf(bracketed[2], refuse) }
  }
  if (place.includes('[') || place.includes(']')) throw refuse('the brackets do not enclose the address')
  const parts = place.split(':')
  // More than one colon without brackets can only be an IPv6 address, which then has no port.
  if (parts.length > 2) {
    if (!/^[0-9a-fA-F:.]+(%.+)?$/.test(place)) throw refuse('it has more than one port')
    return { user, host: place, port: null }
  }
  const host = parts[0] ?? ''
  if (host === '') throw refuse('the host is missing')
  return { user, host, port: portOf(parts[1], refuse) }
}

/** The node's address for people: the port only where it is not SSH's own. */
export function addressOf(target: Pick<Target, 'host' | 'port'>): string {
  if (target.port === sshPort) return target.host
  return target.host.includes(':') ? `[${target.host}]:${target.port}` : `${target.host}:${target.port}`
}

function portOf(text: string | undefined, refuse: (why: string) => CallError): number | null {
  if (text === undefined) return null
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) throw refuse('the port must be a number from 1 to 65535')
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
