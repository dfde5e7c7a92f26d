/** A TCP proxy on a free loopback port that treats what comes from the node badly. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface Misbehaviour {
  /** Every piece of the node's waits this long. */
  delayMs?: number
  /** After this many bytes from the node the connection is cut. */
  cutAfterBytes?: number
  /** After this many bytes from the node nothing comes any more, and the connection stays open. */
  silentAfterBytes?: number
}

export interface TcpProxy {
  port: number
  stop: () => Promise<void>
}

export async function startTcpProxy(toPort: number, how: Misbehaviour): Promise<TcpProxy> {
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const node = connect(toPort, '127.0.0.1')
    for (const socket of [client, node]) {
      open.add(socket)
      socket.on('error', () => {}).on('close', () => open.delete(socket))
    }
    client.pipe(node)
    let bytes = 0
    node.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (how.cutAfterBytes !== undefined && bytes > how.cutAfterBytes) {
        node.destroy()
        setTimeout(() => client.destroySoon(), 50)
        return
      }
      if (how.silentAfterBytes !== undefined && bytes > how.silentAfterBytes) return
      setTimeout(() => client.destroyed || client.write(chunk), how.delayMs ?? 0)
    })
    node.on('close', () => setTimeout(() => client.end(), how.delayMs ?? 0))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
