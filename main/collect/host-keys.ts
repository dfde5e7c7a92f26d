/** Whether a node's host key is trusted: by the known hosts or, where someone is there to ask, by a person. */
import { CallError } from '../../shared/contract/call-error.ts'
import { hostKeyMessages } from '../../shared/messages/collect/host-keys.ts'
import { promptMessages } from '../../shared/messages/collect/prompt.ts'
import {
  checkHostKey,
  fingerprintOf,
  hostKeyLine,
  type KnownHost,
  knownAlgorithms,
  knownHostsFiles,
  parseKnownHosts,
  pinHostKey,
  readKnownHosts,
} from './known-hosts.ts'
import type { Ask } from './prompts.ts'
import type { Hop } from './route.ts'
import { addressOf, sshPort } from './target.ts'

export class HostKeys {
  /** Takes the keys that a person agrees to. */
  private readonly file: string
  private readonly known: KnownHost[]
  private readonly ask: Ask | undefined

  /** Null: the usual files. Throws CallError where one cannot be read. */
  constructor(chosenFile: string | null, ask: Ask | undefined) {
    const files = knownHostsFiles(chosenFile)
    this.file = files[0]
    this.known = readKnownHosts(files)
    this.ask = ask
  }

  /** Signature algorithms of the keys that are known for the host. */
  preferred(hop: Hop): string[] {
    return knownAlgorithms(this.known, ...knownAs(hop))
  }

  /** Resolves when the key is trusted, and rejects with a CallError otherwise. */
  async verify(hop: Hop, key: Buffer): Promise<void> {
    const { file } = this
    const node = addressOf(hop.target)
    const [host, port] = knownAs(hop)
    const fingerprint = fingerprintOf(key)
    const details = { target: node, fingerprint }
    const verdict = checkHostKey(this.known, host, port, key)
    if (verdict === 'known') return
    if (verdict === 'revoked') throw new CallError('changed-host-key', hostKeyMessages.revoked({ node, file }), details)
    if (verdict === 'changed') throw new CallError('changed-host-key', hostKeyMessages.changed({ node, file }), details)
    const text = promptMessages.hostKey({ node, fingerprint })
    if ((await this.ask?.({ kind: 'host-key', target: node, text, fingerprint })) !== 'yes')
      throw new CallError('unknown-host-key', hostKeyMessages.unknown({ node, fingerprint }), details)
    pinHostKey(file, host, port, key)
    this.known.push(...parseKnownHosts(hostKeyLine(host, port, key)))
  }
}

/** An alias stands for the host's name and its port, as OpenSSH has it. */
const knownAs = ({ hostKeyName, target }: Hop): [host: string, port: number] =>
  hostKeyName === null ? [target.host, target.port] : [hostKeyName, sshPort]
