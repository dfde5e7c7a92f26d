/** How a call fails: a code for programs, a message for people. Nothing was changed by a call that failed. */
import { z } from 'zod'
import { tell } from '../messages/tell.ts'
import { writtenMessages } from '../messages/written.ts'
import * as model from '../model.ts'
import { reasonOf } from '../words/reason.ts'

export const errorCode = z.enum([
  'usage',
  'refused',
  'not-found',
  // What was handed over was read, and nothing in it is known.
  'not-understood',
  'unknown-host-key',
  'changed-host-key',
  'cancelled',
  // A library that cannot be read any more.
  'damaged',
  'internal',
])

export const errorEnvelope = z.object({
  code: errorCode,
  message: model.message,
  /** For host keys: `{ target, fingerprint }`. */
  details: z.record(z.string(), z.string()),
})
export type ErrorEnvelope = z.infer<typeof errorEnvelope>

/** Its `message` is English, for logs; `told` is what a person is shown, in any language. */
export class CallError extends Error {
  readonly code: ErrorEnvelope['code']
  readonly told: model.Message
  readonly details: Record<string, string>
  constructor(code: ErrorEnvelope['code'], told: model.Message, details: Record<string, string> = {}) {
    super(tell(told, 'en'))
    this.code = code
    this.told = told
    this.details = details
  }
}

/** What is sent of anything that was thrown. */
export function envelopeOf(thrown: unknown): ErrorEnvelope {
  const error =
    thrown instanceof CallError ? thrown : new CallError('internal', writtenMessages.text({ text: reasonOf(thrown) }))
  return { code: error.code, message: error.told, details: error.details }
}

/** The message of anything that was thrown, for people. */
export const messageOf = (thrown: unknown): model.Message => envelopeOf(thrown).message
