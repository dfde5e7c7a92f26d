/** One window's conversation: checks requests and replies with the contract, whatever carries them. */

import { envelopeOf } from '../../shared/contract/call-error.ts'
import {
  type CallName,
  type CallOutput,
  calls,
  type EventBody,
  type EventName,
  requestMessage,
  type Transport,
} from '../../shared/contract/contract.ts'
import { type Handlers, isCallName } from '../app.ts'

export function serveSession(transport: Transport, handlers: Handlers): void {
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

async function answer(handlers: Handlers, name: string, input: unknown): Promise<unknown> {
  if (!isCallName(name, handlers)) throw new Error(`there is no call ${name}`)
  return invoke(handlers, name, input)
}

async function invoke<N extends CallName>(handlers: Handlers, name: N, input: unknown): Promise<CallOutput<N>> {
  const checked = calls[name].input.parse(input) as Parameters<Handlers[N]>[0]
  return calls[name].output.parse(await handlers[name](checked)) as CallOutput<N>
}
