/** Ways to nodes: those behind the same jump host share one login to it. */
import type { Duplex } from 'node:stream'
import type { KeyRing } from './key-ring.ts'
import type { Hop, Route } from './route.ts'
import type { SshConnection } from './ssh-connection.ts'

/** Logs in to a host, over a stream where the way leads through another one. Rejects with a ConnectionError. */
export type LogIn = (hop: Hop, keyRing: KeyRing, stream: Duplex | null) => Promise<SshConnection>

export class Ways {
  private readonly logIn: LogIn
  private readonly jumpHosts = new Map<string, Promise<SshConnection>>()

  constructor(logIn: LogIn) {
    this.logIn = logIn
  }

  /** Rejects with a ConnectionError. */
  async reach({ via, hop }: Route, keyRing: KeyRing): Promise<SshConnection> {
    if (via === null) return this.logIn(hop, keyRing, null)
    const jumpHost = await this.jumpHost(via, keyRing)
    return this.logIn(hop, keyRing, await jumpHost.forward(hop.target))
  }

  /** Ends the logins to jump hosts, also of those that are still under way. */
  close(): void {
    for (const opened of this.jumpHosts.values()) opened.then((connection) => connection.close()).catch(() => {})
  }

  private jumpHost(route: Route, keyRing: KeyRing): Promise<SshConnection> {
    const name = JSON.stringify(targetsOf(route))
    const known = this.jumpHosts.get(name)
    if (known !== undefined) return known
    const opened = this.reach(route, keyRing)
    this.jumpHosts.set(name, opened)
    return opened
  }
}

const targetsOf = ({ via, hop }: Route): unknown[] => [...(via === null ? [] : targetsOf(via)), hop.target]
