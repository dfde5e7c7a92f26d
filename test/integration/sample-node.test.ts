import { connect } from 'node:net'
import ssh2, { type ParsedKey } from 'ssh2'
import { afterEach, describe, expect, it } from 'vitest'
import { ed25519KeyPair } from '../../main/sample/key-pair.ts'
import { type SimulatedNode, startNode } from '../../main/sample/simulated-node.ts'
import { siteNodes, storyBefore } from '../../main/sample/story.ts'

const story = storyBefore(Date.UTC(2026, 10, 24, 4, 0))
const host = ed25519KeyPair()
const user = ed25519KeyPair()
let node: SimulatedNode | null = null

afterEach(async () => {
  await node?.close()
  node = null
})

async function start(): Promise<number> {
  const [first] = siteNodes
  if (first === undefined) throw new Error('the site has nodes')
  const userKey: ParsedKey | Error = ssh2.utils.parseKey(user.public) as ParsedKey | Error
  if (userKey instanceof Error) throw userKey
  node = await startNode({ story, node: first, atMs: story.moments[0]?.atMs ?? 0 }, host.private, userKey)
  return node.port
}

/** Logs in and runs a command; rejects when the login is refused. */
const run = (port: number, privateKey: string, command: string) =>
  new Promise<{ stdout: string; stderr: string; code: number }>((resolve, reject) => {
    const client = new ssh2.Client()
    client.on('error', reject)
    client.on('ready', () => {
      client.exec(command, (error, channel) => {
        if (error) return reject(error)
        const said = { stdout: '', stderr: '', code: -1 }
        channel.on('data', (chunk: Buffer) => {
          said.stdout += chunk.toString()
        })
        channel.stderr.on('data', (chunk: Buffer) => {
          said.stderr += chunk.toString()
        })
        channel.on('exit', (code: number) => {
          said.code = code
        })
        channel.on('close', () => {
          client.end()
          resolve(said)
        })
      })
    })
    client.connect({ host: '127.0.0.1', port, username: 'root', privateKey })
  })

const isListening = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })

describe('a simulated node', () => {
  it('knows no command but those of the probes', async () => {
    const port = await start()
    expect(await run(port, user.private, 'rm -rf /')).toEqual({ stdout: '', stderr: 'sh: rm: not found\n', code: 127 })
  })

  it('lets nobody in without its key', async () => {
    const port = await start()
    const stranger = ed25519KeyPair()
    await expect(run(port, stranger.private, 'hostname')).rejects.toThrow(/authentication/)
  })

  it('listens until it is closed, and a connection that is open then ends', async () => {
    const port = await start()
    expect(await isListening(port)).toBe(true)
    const idle = connect(port, '127.0.0.1')
    const ended = new Promise((resolve) => idle.on('close', resolve))
    await new Promise((resolve) => idle.once('data', resolve))
    await node?.close()
    await ended
    expect(await isListening(port)).toBe(false)
  })
})

it('every key that is made can be read', () => {
  for (let index = 0; index < 300; index++)
    expect(ssh2.utils.parseKey(ed25519KeyPair().private)).not.toBeInstanceOf(Error)
})
