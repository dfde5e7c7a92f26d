/** An SSH server inside this process, on a free loopback port: one node of the simulated site. */
import { timingSafeEqual } from 'node:crypto'
import ssh2, { type AuthContext, type Connection, type ParsedKey, type Session } from 'ssh2'
import { answer, type Place } from './simulated-shell.ts'

export interface SimulatedNode {
  port: number
  /** Ends its connections; resolves when nothing listens any more. */
  close: () => Promise<void>
}

/** `hostKey` is a private key in OpenSSH's form; only the owner of `userKey` gets in. */
export async function startNode(place: Place, hostKey: string, userKey: ParsedKey): Promise<SimulatedNode> {
  const connections = new Set<Connection>()
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (connection) => {
    connections.add(connection)
    // A client that goes away in the middle of a message is no matter of the others.
    connection.on('error', () => connection.end())
    connection.on('close', () => connections.delete(connection))
    connection.on('authentication', (context) => {
      if (isOwner(context, userKey)) context.accept()
      else context.reject(['publickey'])
    })
    connection.on('session', (accept) => serve(accept(), place))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const close = (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const connection of connections) connection.end()
    return closed
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
    const { stdout, stderr, exitCode } = answer(command, place)
    channel.on('error', () => {})
    if (stderr !== '') channel.stderr.write(stderr)
    channel.write(stdout, () => {
      channel.exit(exitCode)
      channel.end()
    })
  })
}
