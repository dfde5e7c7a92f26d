/** The contract as functions: typed calls with checked replies, and events. Knows nothing of what carries the messages. */
import { z } from 'zod'
import { CallError, errorEnvelope } from '../../shared/contract/call-error.ts'
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
  type EventBody,
  type EventName,
  events,
} from '../../shared/contract/contract.ts'
import type { Transport } from '../../shared/contract/transport.ts'
import { windowMessages } from '../../shared/messages/window.ts'

export interface Client {
  call: <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>
  /** Returns how to stop listening. */
  on: <N extends EventName>(event: N, listener: (body: EventBody<N>) => void) => () => void
}

interface Waiting {
  name: CallName
  resolve: (output: unknown) => void
  reject: (error: unknown) => void
}

const reply = z.looseObject({ id: z.number() })
const eventReply = z.looseObject({ event: z.string() })
/** Rows checked at a time: a list of 20,000 must not hold the window for longer than a frame or two. */
const sliceLength = 400

const nextTurn = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

const malformed = (name: string, error: z.ZodError) => {
  const first = error.issues[0]
  const params = { call: name, at: first?.path.join('.') ?? '', reason: first?.message ?? '' }
  return new CallError('internal', windowMessages.unexpectedReply(params))
}

const isLong = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > sliceLength
    : typeof value === 'object' && value !== null && Object.values(value).some(isLongField)
const isLongField = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > sliceLength
    : typeof value === 'object' && value !== null && Object.values(value).some(Array.isArray) && isLong(value)

/** Checks a reply against its schema; long lists in it part by part, so that the window can draw in between. */
async function checked(name: CallName, output: unknown, schema: z.ZodType = calls[name].output): Promise<unknown> {
  if (schema instanceof z.ZodArray && Array.isArray(output) && isLong(output)) {
    const whole: unknown[] = []
    for (let from = 0; from < output.length; from += sliceLength) {
      const part = schema.safeParse(output.slice(from, from + sliceLength))
      if (!part.success) throw malformed(name, part.error)
      for (const element of part.data) whole.push(element)
      await nextTurn()
    }
    return whole
  }
  if (schema instanceof z.ZodObject && typeof output === 'object' && output !== null && isLong(output)) {
    const fields = output as Record<string, unknown>
    const whole: Record<string, unknown> = {}
    for (const [key, part] of Object.entries(schema.shape as Record<string, z.ZodType>)) {
      const value = await checked(name, fields[key], part)
      if (value !== undefined) whole[key] = value
    }
    return whole
  }
  const result = schema.safeParse(output)
  if (!result.success) throw malformed(name, result.error)
  return result.data
}

/** Speaks the contract over a transport. Calls that a closed connection leaves open are rejected. */
export function createClient(transport: Transport): Client {
  let lastId = 0
  let closed = false
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<EventName, Set<(body: unknown) => void>>()
  const connectionLost = () => new CallError('internal', windowMessages.connectionLost(), { reason: 'closed' })

  const deliver = (body: unknown, name: string) => {
    if (!Object.hasOwn(events, name)) return
    const known = name as EventName
    const result = events[known].safeParse(body)
    if (!result.success) return
    for (const listener of listeners.get(known) ?? []) listener(result.data)
  }

  transport.onMessage((text) => {
    let message: unknown
    try {
      message = JSON.parse(text)
    } catch {
      return
    }
    const event = eventReply.safeParse(message)
    if (event.success) return deliver(event.data.body, event.data.event)
    const answer = reply.safeParse(message)
    if (!answer.success) return
    const call = waiting.get(answer.data.id)
    if (call === undefined) return
    waiting.delete(answer.data.id)
    if ('error' in answer.data) {
      const error = errorEnvelope.safeParse(answer.data.error)
      call.reject(
        error.success
          ? new CallError(error.data.code, error.data.message, error.data.details)
          : malformed(call.name, error.error),
      )
      return
    }
    checked(call.name, answer.data.output).then(call.resolve, call.reject)
  })

  transport.onClose(() => {
    closed = true
    for (const call of waiting.values()) call.reject(connectionLost())
    waiting.clear()
  })

  return {
    call: <N extends CallName>(name: N, input: CallInput<N>) =>
      new Promise<CallOutput<N>>((resolve, reject) => {
        if (closed) return reject(connectionLost())
        const id = ++lastId
        waiting.set(id, { name, resolve: resolve as (output: unknown) => void, reject })
        try {
          transport.send(JSON.stringify({ id, call: name, input }))
        } catch (error) {
          waiting.delete(id)
          reject(error)
        }
      }),
    on: (event, listener) => {
      const mine = listeners.get(event) ?? new Set()
      listeners.set(event, mine)
      const entry = listener as (body: unknown) => void
      mine.add(entry)
      return () => mine.delete(entry)
    },
  }
}
