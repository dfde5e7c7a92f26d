import { describe, expect, test } from 'vitest'
import { createClient } from '../../renderer/program/client.ts'
import { CallError } from '../../shared/contract/call-error.ts'
import { requestMessage } from '../../shared/contract/transport.ts'

/** Both ends of a transport in one process: what a bridge is, without the window. */
function pair() {
  const sent: { id: number; call: string; input: unknown }[] = []
  let toWindow: (message: string) => void = () => {}
  let close: () => void = () => {}
  const client = createClient({
    send: (message) => sent.push(requestMessage.parse(JSON.parse(message))),
    onMessage: (listener) => {
      toWindow = listener
    },
    onClose: (listener) => {
      close = listener
    },
  })
  return {
    client,
    sent,
    answer: (message: unknown) => toWindow(JSON.stringify(message)),
    raw: (text: string) => toWindow(text),
    close: () => close(),
  }
}

describe('calls', () => {
  test('a reply reaches the call with its id, whatever the order', async () => {
    const { client, sent, answer } = pair()
    const first = client.call('listSites', {})
    const second = client.call('openSample', {})
    expect(sent.map(({ call }) => call)).toEqual(['listSites', 'openSample'])
    answer({ id: sent[1]!.id, output: { site: 'demo', a: 'a', b: 'b' } })
    answer({ id: sent[0]!.id, output: [{ name: 'demo', snapshots: 8 }] })
    await expect(second).resolves.toEqual({ site: 'demo', a: 'a', b: 'b' })
    await expect(first).resolves.toEqual([{ name: 'demo', snapshots: 8 }])
  })

  test('an error envelope becomes a CallError with its details', async () => {
    const { client, sent, answer } = pair()
    const call = client.call('capture', { site: 's', setup: { nodes: [{ target: 'n1' }] } })
    answer({
      id: sent[0]!.id,
      error: {
        code: 'unknown-host-key',
        message: { code: 'written.text', params: { text: 'not known' } },
        details: { target: 'n1', fingerprint: 'SHA256:x' },
      },
    })
    const error = await call.catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(CallError)
    expect(error).toMatchObject({ code: 'unknown-host-key', details: { target: 'n1', fingerprint: 'SHA256:x' } })
  })

  test('a reply of another shape is refused, not passed on', async () => {
    const { client, sent, answer } = pair()
    const call = client.call('listSites', {})
    answer({ id: sent[0]!.id, output: [{ name: 'demo', snapshots: 'eight' }] })
    await expect(call).rejects.toThrow(/listSites.*0\.snapshots/)
  })

  test('a long list is checked to its last element', async () => {
    const { client, sent, answer } = pair()
    const sites = Array.from({ length: 1500 }, (_, index) => ({ name: `site${index}`, snapshots: index }))
    const good = client.call('listSites', {})
    answer({ id: sent[0]!.id, output: sites })
    expect(await good).toEqual(sites)
    const bad = client.call('listSites', {})
    answer({ id: sent[1]!.id, output: [...sites, { name: 7 }] })
    await expect(bad).rejects.toThrow(CallError)
  })

  test('a long list inside a reply is checked to its last element, and so is all around it', async () => {
    const { client, sent, answer } = pair()
    const subject = { probe: 'docker-ps', place: 'n1', key: 'c' }
    const point = (index: number) => ({
      ...{ snapshot: `s${index}`, takenAt: '2019-10-19T13:30:00.000Z', fields: { size: index } },
      ...{ state: 'running', health: 'fine', covered: true, evidence: null },
    })
    const points = Array.from({ length: 1500 }, (_, index) => point(index))
    const ask = (output: unknown) => {
      const call = client.call('history', { site: 's', subject })
      answer({ id: sent.at(-1)!.id, output })
      return call
    }
    expect(await ask({ points })).toEqual({ points })
    await expect(ask({ points: [...points, { ...point(1), health: 'well' }] })).rejects.toThrow(CallError)
    await expect(ask({ other: points })).rejects.toThrow(CallError)
  })

  test('a closed connection rejects what waits and what comes after', async () => {
    const { client, close } = pair()
    const waiting = client.call('listSites', {})
    close()
    await expect(waiting).rejects.toThrow(CallError)
    await expect(client.call('listSites', {})).rejects.toThrow(CallError)
  })

  test('junk on the line is ignored', async () => {
    const { client, sent, answer, raw } = pair()
    const call = client.call('openSample', {})
    raw('not json')
    raw('null')
    answer({ id: 999, output: {} })
    answer({ id: sent[0]!.id, output: { site: 'x', a: 'a', b: 'b' } })
    await expect(call).resolves.toEqual({ site: 'x', a: 'a', b: 'b' })
  })
})

test('events reach their listeners until they stop listening', () => {
  const { client, answer } = pair()
  const heard: string[] = []
  const stop = client.on('libraryChanged', ({ site }) => heard.push(site))
  answer({ event: 'libraryChanged', body: { site: 'a' } })
  answer({ event: 'libraryChanged', body: {} })
  answer({ event: 'unheardOf', body: {} })
  stop()
  answer({ event: 'libraryChanged', body: { site: 'b' } })
  expect(heard).toEqual(['a'])
})
