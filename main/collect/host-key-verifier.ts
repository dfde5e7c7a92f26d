/** Decides whether a node's host key is trusted, asking a person where one is there to ask. */
import { CallError } from '../../shared/contract/contract.ts'
import { checkHostKey, fingerprintOf, hostKeyLine, type KnownHost, parseKnownHosts, pinHostKey } from './known-hosts.ts'
import type { Ask } from './questions.ts'
import type { Hop } from './route.ts'
import { addressOf } from './target.ts'

/** Makes one verifier per login: it resolves when the key is trusted, and rejects with a CallError otherwise. */
export function hostKeyVerifier(files: readonly [string, ...string[]], knownHosts: KnownHost[], ask: Ask | undefined) {
  return (hop: Hop) =>
    async (key: Buffer): Promise<void> => {
      const address = addressOf(hop.target)
      const [host, port] = knownAs(hop)
      const fingerprint = fingerprintOf(key)
      const details = { target: address, fingerprint }
      const verdict = checkHostKey(knownHosts, host, port, key)
      if (verdict === 'known') return
      if (verdict === 'revoked') {
        throw new CallError(
          'changed-host-key',
          `The host key of ${address} is marked as revoked in ${files[0]}.`,
          details,
        )
      }
      if (verdict === 'changed') {
        const message = `The host key of ${address} is not the one known from ${files[0]}: the node was reinstalled, or someone stands in between. If it was reinstalled, remove the old line (ssh-keygen -R) and capture again.`
        throw new CallError('changed-host-key', message, details)
      }
      if ((await ask?.({ kind: 'host-key', target: address, prompt: fingerprint })) !== 'yes') {
        throw new CallError('unknown-host-key', `The host key of ${address} is not known yet: ${fingerprint}.`, details)
      }
      pinHostKey(files[0], host, port, key)
      knownHosts.push(...parseKnownHosts(hostKeyLine(host, port, key)))
    }
}

/** An alias stands for the host's name and its port, as OpenSSH has it. */
export const knownAs = ({ hostKeyName, target }: Hop): [host: string, port: number] =>
  hostKeyName === null ? [target.host, target.port] : [hostKeyName, 22]
