/** One window's conversation: checks requests and replies with the contract, whatever carries them. */

import { CallError, envelopeOf } from '../../shared/contract/call-error.ts'
import { type CallName, calls, type EventBody, type EventName } from '../../shared/contract/contract.ts'
import { requestMessage, type Transport } from '../../shared/contract/transport.ts'
import { hostMessages } from '../../shared/messages/host.ts'
import type { CheckedCalls } from '../app.ts'

export function serveSession(transport: Transport, handlers: CheckedCalls): void {
  transport.onMessage(async (text) => {
    const request = parseRequest(text)
    // Without an id there is nobody to answer to.
    if (request === null) return
    const { id, call, input } = request
    try {
      transport.send(JSON.stringify({ id, output: await answer(handlers, call, input) }))
    } catch (error) {
      transport.send(JSON.stringify({ id, error: envelopeOf(error) }))
    }
  })
}

export const eventMessage = <N extends EventName>(event: N, body: EventBody<N>): string =>
  JSON.stringify({ event, body })

function parseRequest(text: string): { id: number; call: string; input: unknown } | null {
  try {
    const parsed = requestMessage.safeParse(JSON.parse(text))
    return parsed.success ? { id: parsed.data.id, call: parsed.data.call, input: parsed.data.input } : null
  } catch {
    return null
  }
}

const isCallName = (name: string): name is CallName => Object.hasOwn(calls, name)

async function answer(handlers: CheckedCalls, name: string, input: unknown): Promise<unknown> {
  if (!isCallName(name)) throw new CallError('usage', hostMessages.noCall({ call: name }))
  // What a stranger sends is checked behind this door.
  const handler = handlers[name] as (given: unknown) => Promise<unknown>
  return calls[name].output.parse(await handler(input))
}
