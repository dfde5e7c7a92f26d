/**
 * The local server: the window in a browser. Loopback only; a one-time token opens the first page and the socket, and
 * Host and Origin are checked so that no other page or rebound name can speak to it.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize, sep } from 'node:path'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Transport } from '../../../shared/contract/contract.ts'
import { createApp } from '../../app.ts'
import type { Ports } from '../../ports.ts'
import { contentSecurityPolicy } from '../content-security-policy.ts'
import { eventMessage, serveSession } from '../session.ts'

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}
/** Largest message of a window: a pasted transcript or an opened file. */
const maxMessageBytes = 64 * 1024 * 1024

export interface LocalServer {
  /** The address with the token; opens the window once per session. */
  url: string
  close: () => Promise<void>
}

export async function startServer(options: { libraryDir: string; port: number; rendererDir: string }): Promise<LocalServer> {
  const sockets = new Set<WebSocket>()
  const ports: Ports = {
    libraryDir: options.libraryDir,
    now: Date.now,
    emit: (name, body) => {
      for (const socket of sockets) socket.send(eventMessage(name, body))
    },
  }
  const app = await createApp(ports)
  const token = randomBytes(24).toString('base64url')
  let hosts: string[] = []
  const server = createServer((request, response) => {
    if (!hosts.includes(request.headers.host ?? '')) return reply(response, 421, 'text/plain', 'Unknown host')
    serveFile(options.rendererDir, request, response).catch(() => reply(response, 500, 'text/plain', 'Internal error'))
  })
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    handleProtocols: (offered) => (offered.has('nodelapse') ? 'nodelapse' : false),
  })
  server.on('upgrade', (request, socket, head) => {
    const origin = request.headers.origin ?? ''
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((word) => word.trim())
    const allowed =
      hosts.includes(request.headers.host ?? '') &&
      hosts.some((host) => origin === `http://${host}`) &&
      request.url === '/socket' &&
      offered.some((word) => isSame(word, token))
    if (!allowed) return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      sockets.add(webSocket)
      webSocket.on('close', () => sockets.delete(webSocket))
      serveSession(transportOf(webSocket), app.handlers)
    })
  })
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(options.port, '127.0.0.1', resolve)
    })
  } catch (error) {
    await app.close()
    throw error
  }
  const { port } = server.address() as AddressInfo
  hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  return {
    url: `http://127.0.0.1:${port}/?token=${token}`,
    close: async () => {
      for (const socket of sockets) socket.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await app.close()
    },
  }
}

function transportOf(socket: WebSocket): Transport {
  return {
    send: (message) => socket.send(message),
    onMessage: (listener) => socket.on('message', (data) => listener(data.toString())),
    onClose: (listener) => socket.on('close', listener),
  }
}

function isSame(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}

async function serveFile(dir: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const file = normalize(join(dir, pathname === '/' ? 'index.html' : pathname))
  if (!file.startsWith(normalize(dir + sep))) return reply(response, 404, 'text/plain', 'Not found')
  const content = await readFile(file).catch(() => null)
  if (content === null) return reply(response, 404, 'text/plain', 'Not found')
  reply(response, 200, contentTypes[extname(file)] ?? 'application/octet-stream', content)
}

function reply(response: ServerResponse, status: number, type: string, content: string | Buffer): void {
  response.writeHead(status, {
    'content-type': type,
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  })
  response.end(content)
}
