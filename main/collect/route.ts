/** The way to a node: the hosts to go through, and the node itself. */
import { CallError } from '../../shared/contract/call-error.ts'
import { targetMessages } from '../../shared/messages/collect/login.ts'
import type { HostConfig, SshConfig } from './ssh-config.ts'
import { localUser, type Place, parsePlace, sshPort, type Target } from './target.ts'

/** One login on the way. */
export interface Hop {
  target: Target
  /** The name its key has in known_hosts. */
  hostKeyName: string | null
  /** Keys that the configuration names for it; empty: the usual ones. */
  identityFiles: string[]
  usesAgent: boolean
}

export interface Route {
  /** The way to the host through which it leads; null: it is reached directly. */
  via: Route | null
  /** Where it ends. */
  hop: Hop
}

const maxHops = 16

/**
 * Reads `[user@]host[:port]` with what the SSH configuration says of the host. `jumps`, the nearest first, take the place
 * of those of the configuration; null leaves it the word. What was typed outweighs what is configured. Throws CallError `usage`.
 */
export function routeOf(text: string, config: SshConfig, jumps: readonly string[] | null): Route {
  const seen = new Set<string>()
  const go = (name: string, given: readonly string[] | null): Route => {
    const place = parsePlace(name)
    const found = config(place.host, place.user)
    if (given === null && (seen.size >= maxHops || seen.has(name)))
      throw new CallError('usage', targetMessages.loop({ text, name }), { target: text })
    if (given === null) seen.add(name)
    const through = given ?? found.jumps ?? []
    const last = through.at(-1)
    // Those ahead of a jump are its own jumps; the first one may have some in the configuration.
    const via = last === undefined ? null : go(last, through.length > 1 ? through.slice(0, -1) : null)
    return { via, hop: hopOf(place, found) }
  }
  return go(text, jumps)
}

function hopOf(place: Place, found: HostConfig): Hop {
  return {
    target: {
      user: place.user ?? found.user ?? localUser(),
      host: found.hostName ?? place.host,
      port: place.port ?? found.port ?? sshPort,
    },
    hostKeyName: found.hostKeyAlias,
    identityFiles: found.identityFiles,
    usesAgent: !found.identitiesOnly,
  }
}
