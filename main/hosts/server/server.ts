/**
 * The local server: the window in a browser. Loopback only. The printed address holds a token that works once: it is
 * exchanged for a cookie of the browser that came with it. Host and Origin are checked, so that no other page and no
 * rebound name can speak to it.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize, sep } from 'node:path'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Transport } from '../../../shared/contract/contract.ts'
import { type App, createApp } from '../../app.ts'
import type { Ports } from '../../ports.ts'
import { contentSecurityPolicy } from '../content-security-policy.ts'
import { producer } from '../producer.ts'
import { eventMessage, serveSession } from '../session.ts'

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}
const noSession =
  'This address opens the window once, in the browser that asked first. Start the program again for a new one.\n' +
  '此地址只能在首个打开它的浏览器中使用一次。请重新启动程序以获取新地址。\n'
/** Largest message of a window: a pasted transcript or an opened file. */
const maxMessageBytes = 64 * 1024 * 1024

export interface LocalServer {
  /** The address with the token; it opens the window in the first browser that asks. */
  url: string
  app: App
  close: () => Promise<void>
}

export async function startServer(options: {
  libraryDir: string
  port: number
  rendererDir: string
}): Promise<LocalServer> {
  const sockets = new Set<WebSocket>()
  const ports: Ports = {
    libraryDir: options.libraryDir,
    producer: producer(),
    now: Date.now,
    ask: 'window',
    emit: (name, body) => {
      for (const socket of sockets) socket.send(eventMessage(name, body))
    },
  }
  const app = await createApp(ports)
  let token: string | null = randomBytes(24).toString('base64url')
  const sessionKey = randomBytes(24).toString('base64url')
  let cookieName = ''
  let hosts: string[] = []
  const hasSession = (request: IncomingMessage): boolean =>
    (request.headers.cookie ?? '').split(/; */).some((cookie) => isSame(cookie, `${cookieName}=${sessionKey}`))
  const server = createServer((request, response) => {
    if (!hosts.includes(request.headers.host ?? '')) return reply(response, 421, 'text/plain', 'Unknown host')
    if (request.method !== 'GET') return reply(response, 405, 'text/plain', 'Only GET')
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const offered = searchParams.get('token')
    if (pathname === '/' && offered !== null && token !== null && isSame(offered, token)) {
      token = null
      response.setHeader('set-cookie', `${cookieName}=${sessionKey}; HttpOnly; SameSite=Strict; Path=/`)
      response.setHeader('location', '/')
      return reply(response, 303, 'text/plain', '')
    }
    if (!hasSession(request)) return reply(response, 403, 'text/plain; charset=utf-8', noSession)
    serveFile(options.rendererDir, pathname, response).catch(() => reply(response, 500, 'text/plain', 'Internal error'))
  })
  const webSockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes })
  server.on('upgrade', (request, socket, head) => {
    const origin = request.headers.origin ?? ''
    const host = request.headers.host ?? ''
    const allowed =
      hosts.includes(host) && origin === `http://${host}` && request.url === '/socket' && hasSession(request)
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
  // Browsers share cookies between the ports of a host.
  cookieName = `nodelapse-${port}`
  return {
    url: `http://127.0.0.1:${port}/?token=${token}`,
    app,
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

async function serveFile(dir: string, pathname: string, response: ServerResponse): Promise<void> {
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
