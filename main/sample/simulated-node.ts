/** An SSH server inside this process, on a free loopback port: one node of the simulated site. */
import { timingSafeEqual } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import ssh2, { type AuthContext, type ParsedKey, type Session } from 'ssh2'
import { answer, type Place } from './simulated-shell.ts'

export interface SimulatedNode {
  port: number
  /** Ends its connections; resolves when nothing listens any more. */
  close: () => Promise<void>
}

const hangUpMs = 200

/** `hostKey` is a private key in OpenSSH's form; only the owner of `userKey` gets in. */
export async function startNode(place: Place, hostKey: string, userKey: ParsedKey): Promise<SimulatedNode> {
  const sshServer = new ssh2.Server({ hostKeys: [hostKey] }, (connection) => {
    // A client that goes away in the middle of a message is no matter of the others.
    connection.on('error', () => connection.end())
    connection.on('authentication', (context) => {
      if (isOwner(context, userKey)) context.accept()
      else context.reject(['publickey'])
    })
    connection.on('session', (accept) => serve(accept(), place))
  })
  // ssh2 tells of a connection once the client has said hello; the port has to be given back from silent ones too.
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // Small packets leave at once, as from sshd; held back, they would arrive together and 40 ms later.
    socket.setNoDelay(true)
    sshServer.injectSocket(socket)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const socket of sockets) socket.end()
    // A client that does not hang up is cut off.
    const timer = setTimeout(() => {
      for (const socket of sockets) socket.destroy()
    }, hangUpMs)
    await closed
    clearTimeout(timer)
  }
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens at no port')
  return { port: address.port, close }
}

function isOwner(context: AuthContext, userKey: ParsedKey): boolean {
  if (context.method !== 'publickey') return false
  const known = userKey.getPublicSSH()
  const given = context.key.data
  if (context.key.algo !== userKey.type || given.length !== known.length || !timingSafeEqual(given, known)) return false
  // Without a signature the client only asks whether this key would do.
  if (context.signature === undefined || context.blob === undefined) return true
  return userKey.verify(context.blob, context.signature, context.hashAlgo) === true
}

function serve(session: Session, place: Place): void {
  session.on('exec', (accept, _reject, { command }) => {
    const channel = accept()
    channel.on('error', () => {})
    afterStart(() => {
      const { stdout, stderr, exitCode } = answer(command, place)
      if (stderr !== '') channel.stderr.write(stderr)
      channel.write(stdout, () => {
        channel.exit(exitCode)
        channel.end()
      })
    })
  })
}

/**
 * A program takes a moment to start: its output never comes in the same packet as the word that it was started. The
 * turns of the event loop let the client, which lives in this process too, read that word first.
 */
function afterStart(run: () => void): void {
  setTimeout(() => setImmediate(() => setImmediate(run)), 3)
}
