/** The program behind windows. Hosts that show one differ in what they lend to it, and in what carries the messages. */
import type { Transport } from '../../shared/contract/transport.ts'
import { type App, createApp } from '../app.ts'
import { type LogOptions, logFolder, openLog } from '../log/log.ts'
import type { Ports } from '../ports.ts'
import { eventMessage, serveSession } from './session.ts'

export interface WindowProgram extends Pick<Ports, 'emit'> {
  app: App
  /** A window's conversation; it ends with its transport. */
  connect: (transport: Transport) => void
}

/** What such a host lends: all but what is the same for every window. */
export type WindowPorts = Omit<Ports, 'now' | 'ask' | 'emit' | 'log'>

export interface WindowOptions extends Pick<LogOptions, 'mirror'> {
  /** Of a bundled build. */
  workerFile?: string
  /** With the sample incident. */
  isDemo?: boolean
}

export async function openWindowProgram(lent: WindowPorts, options: WindowOptions = {}): Promise<WindowProgram> {
  const { isDemo = false, mirror, ...appOptions } = options
  const windows = new Set<Transport>()
  const emit: Ports['emit'] = (name, body) => {
    for (const { send } of windows) send(eventMessage(name, body))
  }
  const log = openLog({ dir: logFolder(lent.libraryDir), now: Date.now, mirror })
  const app = await createApp({ ...lent, now: Date.now, ask: 'window', emit, log }, appOptions)
  if (isDemo) await app.handlers.openSample({})
  return {
    app,
    emit,
    connect: (transport) => {
      windows.add(transport)
      transport.onClose(() => windows.delete(transport))
      serveSession(transport, app.handlers)
    },
  }
}
