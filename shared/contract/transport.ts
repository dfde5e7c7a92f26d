/** What carries the contract between processes, and the messages it carries. */
import { z } from 'zod'
import { errorEnvelope } from './call-error.ts'

/** Carries requests and events as JSON text; the preload bridge and the WebSocket each are one. */
export interface Transport {
  send: (message: string) => void
  onMessage: (listener: (message: string) => void) => void
  onClose: (listener: () => void) => void
}

export const requestMessage = z.object({ id: z.number(), call: z.string(), input: z.unknown() })
export const replyMessage = z.union([
  z.object({ id: z.number(), error: errorEnvelope }),
  z.object({ id: z.number(), output: z.unknown() }),
  z.object({ event: z.string(), body: z.unknown() }),
])
