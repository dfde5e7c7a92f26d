/** Decides whether a node's host key is trusted, asking a person where one is there to ask. */
import { CallError } from '../../shared/contract/call-error.ts'
import { hostKeyMessages } from '../../shared/messages/collect/host-keys.ts'
import { promptMessages } from '../../shared/messages/collect/prompt.ts'
import { checkHostKey, fingerprintOf, hostKeyLine, type KnownHost, parseKnownHosts, pinHostKey } from './known-hosts.ts'
import type { Ask } from './prompts.ts'
import type { Hop } from './route.ts'
import { addressOf } from './target.ts'

/** Makes one verifier per login: it resolves when the key is trusted, and rejects with a CallError otherwise. */
export function hostKeyVerifier(files: readonly [string, ...string[]], knownHosts: KnownHost[], ask: Ask | undefined) {
  return (hop: Hop) =>
    async (key: Buffer): Promise<void> => {
      const node = addressOf(hop.target)
      const [host, port] = knownAs(hop)
      const fingerprint = fingerprintOf(key)
      const details = { target: node, fingerprint }
      const verdict = checkHostKey(knownHosts, host, port, key)
      if (verdict === 'known') return
      if (verdict === 'revoked')
        throw new CallError('changed-host-key', hostKeyMessages.revoked({ node, file: files[0] }), details)
      if (verdict === 'changed')
        throw new CallError('changed-host-key', hostKeyMessages.changed({ node, file: files[0] }), details)
      const text = promptMessages.hostKey({ node, fingerprint })
      if ((await ask?.({ kind: 'host-key', target: node, text, fingerprint })) !== 'yes')
        throw new CallError('unknown-host-key', hostKeyMessages.unknown({ node, fingerprint }), details)
      pinHostKey(files[0], host, port, key)
      knownHosts.push(...parseKnownHosts(hostKeyLine(host, port, key)))
    }
}

/** An alias stands for the host's name and its port, as OpenSSH has it. */
export const knownAs = ({ hostKeyName, target }: Hop): [host: string, port: number] =>
  hostKeyName === null ? [target.host, target.port] : [hostKeyName, 22]
