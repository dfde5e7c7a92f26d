/** The client that speaks to the program now, and how the connection stands. */
import { create } from 'zustand'
import { CallError } from '../../shared/contract/call-error.ts'
import { windowMessages } from '../../shared/messages/window.ts'
import type { Client } from './client.ts'
import type { Readable } from './readable.ts'

interface Connection {
  standing: 'connecting' | 'ready' | 'lost'
}

const store = create<Connection>()(() => ({ standing: 'connecting' }))
export const useConnection: Readable<Connection> = store

let current: Client | null = null

export const attachClient = (client: Client): void => {
  current = client
}

/** Throws while there has not been a connection yet. */
export const client = (): Client => {
  if (current === null) throw new CallError('internal', windowMessages.notConnected())
  return current
}

export const noteAnswer = (): void => store.setState({ standing: 'ready' })
export const noteLoss = (): void => store.setState({ standing: 'lost' })
