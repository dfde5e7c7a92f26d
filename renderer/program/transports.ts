/** What carries messages between the window and the program: the preload bridge in Electron, a WebSocket in a browser. */
import type { Transport } from '../../shared/contract/transport.ts'

export interface PreloadBridge {
  send: (message: string) => void
  onMessage: (listener: (message: string) => void) => void
}
declare global {
  interface Window {
    nodelapse?: PreloadBridge
  }
}

export const bridgeTransport = (bridge: PreloadBridge): Transport => ({
  send: bridge.send,
  onMessage: bridge.onMessage,
  // The bridge lives as long as the window.
  onClose: () => {},
})

/** A WebSocket as a transport; messages sent before it opens wait. The browser's cookie tells the server who asks. */
export function socketTransport(address: string): Transport {
  const socket = new WebSocket(address)
  const early: string[] = []
  socket.addEventListener('open', () => {
    for (const message of early.splice(0)) socket.send(message)
  })
  return {
    send: (message) => {
      if (socket.readyState === WebSocket.CONNECTING) early.push(message)
      else socket.send(message)
    },
    onMessage: (listener) => {
      socket.addEventListener('message', (event) => listener(String(event.data)))
    },
    onClose: (listener) => {
      socket.addEventListener('close', listener)
    },
  }
}

/** Opens whichever transport this window has. */
export function openTransport(): Transport {
  const bridge = window.nodelapse
  if (bridge !== undefined) return bridgeTransport(bridge)
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
  return socketTransport(`${scheme}//${location.host}/socket`)
}
