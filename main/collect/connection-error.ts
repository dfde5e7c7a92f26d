/** Why a node was not reached. */
import type { CallError } from '../../shared/contract/call-error.ts'
import { linkMessages } from '../../shared/messages/collect/link.ts'
import { loginMessages } from '../../shared/messages/collect/login.ts'
import { tell } from '../../shared/messages/tell.ts'
import type { Message, Outcome } from '../../shared/model.ts'
import { addressOf, type Target } from './target.ts'

/** There is no connection. `cause` is a CallError when the host key is the reason. */
export class ConnectionError extends Error {
  readonly outcome: Outcome
  readonly told: Message
  constructor(outcome: Outcome, told: Message, cause?: CallError) {
    super(tell(told, 'en'), { cause })
    this.outcome = outcome
    this.told = told
  }
}

/** ssh2 says in `level` which part of it failed; `code` is the system's. */
export type SshError = Error & { level?: string; code?: string }

export function connectionErrorOf(error: SshError, target: Target): ConnectionError {
  const node = addressOf(target)
  if (error.level === 'client-authentication')
    return new ConnectionError('refused', loginMessages.refused({ node, user: target.user }))
  if (error.level === 'client-timeout') return new ConnectionError('timed-out', linkMessages.stoppedAnswering({ node }))
  switch (error.code) {
    case 'ECONNREFUSED':
      return new ConnectionError('failed', linkMessages.refused({ node }))
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ConnectionError('failed', linkMessages.unknownName({ host: target.host }))
    case 'ETIMEDOUT':
      return new ConnectionError('timed-out', linkMessages.doesNotAnswer({ node }))
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return new ConnectionError('failed', linkMessages.noWay({ node, code: error.code }))
    default:
      return new ConnectionError('failed', linkMessages.failed({ node, said: error.message }))
  }
}

// RFC 4254, section 5.1.
const administrativelyProhibited = 1

/** `error`: of a jump host that was to connect on to the node. */
export function forwardErrorOf(error: Error, to: Pick<Target, 'host' | 'port'>): ConnectionError {
  const node = addressOf(to)
  const isForbidden = 'reason' in error && error.reason === administrativelyProhibited
  const told = isForbidden
    ? linkMessages.jumpForbidden({ node })
    : linkMessages.jumpFailed({ node, said: error.message })
  return new ConnectionError('failed', told)
}
