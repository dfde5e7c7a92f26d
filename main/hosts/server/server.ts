/**
 * The local server: the window in a browser. Loopback only. The printed address holds a token that works once: it is
 * exchanged for a cookie of the browser that came with it. Host and Origin are checked, so that no other page and no
 * rebound name can speak to it.
 */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Transport } from '../../../shared/contract/transport.ts'
import { languages, type Text } from '../../../shared/words/language.ts'
import type { App } from '../../app.ts'
import { producer } from '../producer.ts'
import { openWindowProgram, type WindowOptions } from '../window-program.ts'
import { createPass, type Pass } from './pass.ts'
import { fileReply, type Reply, redirect, send, statusReply, textReply } from './replies.ts'

/** Nothing is known yet of who asks: it is told in every language. */
const noPass: Text = {
  en: 'This address opens the window once, in the browser that asked first. Start the program again for a new one.',
  zh: '此地址只能在首个打开它的浏览器中使用一次。请重新启动程序以获取新地址。',
}
/** Largest message of a window: a pasted transcript or an opened file. */
const maxMessageBytes = 64 * 1024 * 1024

export interface LocalServer {
  /** The address with the token; it opens the window in the first browser that asks. */
  url: string
  app: App
  close: () => Promise<void>
}

export interface ServerOptions extends Pick<WindowOptions, 'isDemo' | 'mirror'> {
  libraryDir: string
  /** 0 takes a free one. */
  port: number
  rendererDir: string
}

export async function startServer(options: ServerOptions): Promise<LocalServer> {
  const { libraryDir, port: wanted, rendererDir, isDemo = false, mirror } = options
  const { app, connect } = await openWindowProgram({ libraryDir, producer: producer() }, { isDemo, mirror })
  // What is answered depends on the port, which is known once the server listens.
  let pass: Pass | null = null
  const server = createServer((request, response) => {
    replyTo(request, pass, rendererDir)
      .catch(() => statusReply(500))
      .then((reply) => send(response, reply))
  })
  const webSockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes })
  server.on('upgrade', (request, socket, head) => {
    if (request.url !== '/socket' || pass?.allowsSocket(request) !== true)
      return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
    webSockets.handleUpgrade(request, socket, head, (webSocket) => connect(transportOf(webSocket)))
  })
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(wanted, '127.0.0.1', resolve)
    })
  } catch (error) {
    await app.close()
    throw error
  }
  const { port } = server.address() as AddressInfo
  pass = createPass(port)
  return {
    url: `http://127.0.0.1:${port}/?token=${pass.token}`,
    app,
    close: async () => {
      for (const socket of webSockets.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await app.close()
    },
  }
}

async function replyTo(request: IncomingMessage, pass: Pass | null, rendererDir: string): Promise<Reply> {
  if (pass?.isOurHost(request) !== true) return statusReply(421)
  if (request.method !== 'GET') return statusReply(405)
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const cookie = pathname === '/' ? pass.redeem(searchParams.get('token')) : null
  if (cookie !== null) return redirect('/', cookie)
  if (!pass.hasSession(request)) return textReply(403, languages.map((language) => `${noPass[language]}\n`).join(''))
  return fileReply(rendererDir, pathname)
}

function transportOf(socket: WebSocket): Transport {
  return {
    send: (message) => socket.send(message),
    onMessage: (listener) => socket.on('message', (data) => listener(data.toString())),
    onClose: (listener) => socket.on('close', listener),
  }
}
