/** Links that are slow, break, or fall silent, between a real sshd and the capture. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tell } from '../../shared/messages/tell.ts'
import type { Snapshot } from '../../shared/model.ts'
import { probeNamed, profileSettings } from '../../shared/probes/index.ts'
import type { Probe } from '../../shared/probes/probe.ts'
import { captureNodes, type NodesOptions } from './support/capture-nodes.ts'
import { grantedMs } from './support/pace.ts'
import { type Sshd, startSshd } from './support/sshd.ts'
import { type Misbehaviour, startTcpProxy } from './support/tcp-proxy.ts'

let sshd: Sshd
beforeAll(async () => {
  sshd = await startSshd()
})
afterAll(() => sshd.stop())

const asking = (name: string, command: string, changes: Partial<Probe> = {}): Probe => ({
  ...probeNamed('var-log'),
  ...{ name, runsIn: 'node', variants: [{ name: 'test', command: () => command }], ...changes },
})
/** A quick command, and what another one begins with so that it comes behind it, however slow the machine is. */
function oneAheadOfTheOther(name: string): { quick: Probe; behindQuick: string } {
  const mark = join(sshd.folder, `${name}-is-quick`)
  return {
    quick: asking('quick', `echo quick; : >${mark}`),
    behindQuick: `while ! [ -e ${mark} ]; do sleep 0.1; done; sleep 1`,
  }
}
async function captureThrough(how: Misbehaviour, changes: Partial<NodesOptions>): Promise<Snapshot> {
  const proxy = await startTcpProxy(sshd.port, how)
  const knownHostsFile = join(sshd.folder, `known_hosts_${proxy.port}`)
  writeFileSync(knownHostsFile, `[127.0.0.1]:${proxy.port} ${sshd.hostKey}\n`)
  try {
    return await captureNodes({
      ...{ site: 'lab', targets: [`root@127.0.0.1:${proxy.port}`], identityFile: sshd.identityFile, knownHostsFile },
      ...{ settings: profileSettings, ...changes },
    })
  } finally {
    await proxy.stop()
  }
}

test('a slow link is only slow; the clock is measured all the same', async () => {
  const snapshot = await captureThrough({ delayMs: 150 }, { probes: [probeNamed('host'), asking('a', 'echo a')] })
  expect(snapshot.sections.map(({ outcome }) => outcome)).toEqual(['ok', 'ok'])
  const host = snapshot.sections.find(({ probe }) => probe === 'host')
  const tookMs = host === undefined ? Number.NaN : host.endedAtMs - host.startedAtMs
  expect(Math.abs(snapshot.nodes[0]?.clockOffsetMs ?? Number.NaN)).toBeLessThanOrEqual(1500 + tookMs / 2)
})

test('a link that breaks keeps what came; the rest says so', async () => {
  const { quick, behindQuick } = oneAheadOfTheOther('broken')
  const probes = [quick, asking('long', `${behindQuick}; yes | head -c 3000000`)]
  const snapshot = await captureThrough({ cutAfterBytes: 200_000 }, { probes })
  expect(snapshot.nodes[0]?.outcome).toBe('failed')
  expect(tell(snapshot.nodes[0]?.message ?? null, 'en')).toContain('was lost')
  expect(snapshot.sections.map(({ probe, outcome }) => [probe, outcome])).toEqual([
    ['quick', 'ok'],
    ['long', 'failed'],
  ])
  expect(tell(snapshot.sections[1]?.message ?? null, 'en')).toContain('connection to the node ended')
  expect(snapshot.sections[1]?.stdout).toMatch(/^(y\n)+y?$/)
})

test('a link that breaks while logging in is a node that was not reached, in words', async () => {
  await expect(captureThrough({ cutAfterBytes: 1200 }, { probes: [asking('a', 'echo a')] })).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringMatching(/127\.0\.0\.1:\d+/),
  })
})

test('a link that falls silent ends with the time of each command, and of the node', async () => {
  const { quick, behindQuick } = oneAheadOfTheOther('silent')
  const granted = await grantedMs(500, () => captureThrough({}, { probes: [asking('a', 'echo a')] }))
  // After 15 s of silence the connection itself is given up.
  const timeoutMs = Math.min(3 * granted, 12_000)
  const probes = [quick, asking('long', `${behindQuick}; yes | head -c 3000000`, { timeoutMs })]
  const snapshot = await captureThrough({ silentAfterBytes: 200_000 }, { probes, nodeDeadlineMs: 10 * granted })
  expect(snapshot.sections.map(({ probe, outcome }) => [probe, outcome])).toEqual([
    ['quick', 'ok'],
    ['long', 'timed-out'],
  ])
})

test('a link that falls silent while logging in is given up in time', async () => {
  const failure = captureThrough({ silentAfterBytes: 1200 }, { probes: [asking('a', 'echo a')], connectTimeoutMs: 800 })
  await expect(failure).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('did not answer within'),
  })
})
