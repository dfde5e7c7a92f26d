/** What carries messages between the window and the program: the preload bridge in Electron, a WebSocket in a browser. */
import type { Transport } from '../shared/contract/contract.ts'

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

export interface TokenPlace {
  href: string
  replaceAddress: (address: string) => void
  storage: Pick<Storage, 'getItem' | 'setItem'>
}

const tokenKey = 'nodelapse-token'

/** The token from the address, once: it is taken out of the address bar and kept for a reload of this tab only. */
export function takeToken(place: TokenPlace): string | null {
  const url = new URL(place.href)
  const token = url.searchParams.get('token')
  if (token === null || token === '') return place.storage.getItem(tokenKey)
  place.storage.setItem(tokenKey, token)
  url.searchParams.delete('token')
  place.replaceAddress(`${url.pathname}${url.search}${url.hash}`)
  return token
}

/** A WebSocket as a transport; messages sent before it opens wait. The token travels as a subprotocol, never in an address. */
export function socketTransport(address: string, token: string): Transport {
  const socket = new WebSocket(address, ['nodelapse', token])
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

/** Opens whichever transport this window has; null when a browser was opened without a token. */
export function transportOpener(): (() => Transport) | null {
  const bridge = window.nodelapse
  if (bridge !== undefined) return () => bridgeTransport(bridge)
  const token = takeToken({
    href: location.href,
    replaceAddress: (address) => history.replaceState(null, '', address),
    storage: sessionStorage,
  })
  if (token === null) return null
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
  return () => socketTransport(`${scheme}//${location.host}/socket`, token)
}
