/** Decides whether a node's host key is trusted, asking a person where one is there to ask. */
import { CallError } from '../../shared/contract/contract.ts'
import { checkHostKey, fingerprintOf, type KnownHost, pinHostKey } from './known-hosts.ts'
import { addressOf, type Target } from './target.ts'

interface Consent {
  acceptedHostKeys: Record<string, string>
  askHostKey?: (target: string, fingerprint: string) => Promise<boolean>
}

/** Makes one verifier per target: it resolves when the key is trusted, and rejects with a CallError otherwise. */
export function hostKeyVerifier(files: readonly [string, ...string[]], knownHosts: KnownHost[], consent: Consent) {
  // One question at a time: two prompts on one terminal cannot be told apart.
  let lastQuestion: Promise<unknown> = Promise.resolve()
  const ask = (text: string, fingerprint: string): Promise<boolean> => {
    const question = lastQuestion.then(async () => (await consent.askHostKey?.(text, fingerprint)) === true)
    lastQuestion = question.catch(() => {})
    return question
  }
  return (text: string, target: Target) =>
    async (key: Buffer): Promise<void> => {
      const address = addressOf(target)
      const fingerprint = fingerprintOf(key)
      const details = { target: text, fingerprint }
      const verdict = checkHostKey(knownHosts, target.host, target.port, key)
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
      const isAccepted = consent.acceptedHostKeys[text] === fingerprint || (await ask(text, fingerprint))
      if (!isAccepted) {
        throw new CallError('unknown-host-key', `The host key of ${address} is not known yet: ${fingerprint}.`, details)
      }
      pinHostKey(files[0], target.host, target.port, key)
    }
}
