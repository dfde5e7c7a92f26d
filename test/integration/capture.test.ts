import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tell } from '../../shared/messages/tell.ts'
import type { Message, Section, Snapshot } from '../../shared/model.ts'
import { snapshot as snapshotSchema } from '../../shared/model.ts'
import { probeNamed, probes } from '../../shared/probes/index.ts'
import type { Probe, ProfileSettings } from '../../shared/probes/probe.ts'
import { captureNodes, type NodesOptions } from './support/capture-nodes.ts'
import { type KubeApi, startKubeApi } from './support/kube-api.ts'
import { grantedMs } from './support/pace.ts'
import { freePort, type Sshd, startSshd } from './support/sshd.ts'

let sshd: Sshd
let kube: KubeApi
let settings: ProfileSettings

beforeAll(async () => {
  sshd = await startSshd()
  kube = await startKubeApi(fileURLToPath(new URL('../fixtures/capture/pods.json', import.meta.url)))
  // `get` goes to the real kubectl. Its `exec` needs a kubelet, which is not to be had here: the inner command then runs
  // on this machine instead, where the real nova client gives its real answer to a missing openrc file.
  const kubectl = join(sshd.folder, 'kubectl')
  const script = [
    '#!/bin/sh',
    'case " $* " in *" exec "*)',
    '  while [ "$1" != "--" ]; do shift; done',
    '  shift',
    '  exec "$@" ;;',
    'esac',
    'exec /usr/bin/kubectl "$@"',
  ]
  writeFileSync(kubectl, `${script.join('\n')}\n`)
  chmodSync(kubectl, 0o755)
  settings = {
    kubectlPath: kubectl,
    kubectlServer: kube.server,
    openrcPath: join(sshd.folder, 'no-openrc.sh'),
    novaPodPrefix: 'barbicanrc',
    novaPodNamespace: 'default',
    sudo: false,
  }
})
afterAll(async () => {
  await sshd.stop()
  await kube.stop()
})

const firstProbes = ['host', 'docker-ps', 'kubectl-get-pods', 'nova-service-list', 'var-log'].map(probeNamed)
const capture = (changes: Partial<NodesOptions> = {}): Promise<Snapshot> =>
  captureNodes({
    ...{ site: 'lab', targets: [sshd.target], identityFile: sshd.identityFile, knownHostsFile: sshd.knownHostsFile },
    ...{ settings, probes: firstProbes, ...changes },
  })

const probeCalled = (name: string): Probe => {
  const probe = probes.find((candidate) => candidate.name === name)
  if (probe === undefined) throw new Error(name)
  return probe
}
/** The probe with another command. */
const asking = (name: string, command: string, changes: Partial<Probe> = {}): Probe => ({
  ...probeCalled(name),
  variants: [{ name: 'test', command: () => command }],
  ...changes,
})
const only = (snapshot: Snapshot): Section => {
  expect(snapshot.sections).toHaveLength(1)
  return snapshot.sections[0] as Section
}
const tookMs = ({ sections }: Snapshot, name: string): number => {
  const section = sections.find(({ probe }) => probe === name)
  return section === undefined ? Number.NaN : section.endedAtMs - section.startedAtMs
}
/** What a command may take here and now. */
const granted = (usualMs: number): Promise<number> =>
  grantedMs(usualMs, () => capture({ probes: [asking('var-log', 'echo', { runsIn: 'node' })] }))
const logins = () => sshd.log().split('Accepted publickey').length - 1

test('five probes, one connection, one snapshot', async () => {
  const before = logins()
  const progress: { text: Message; done: number; total: number }[] = []
  const snapshot = await capture({ onProgress: (step) => progress.push(step) })
  expect(logins() - before).toBe(1)
  expect(snapshotSchema.parse(snapshot)).toEqual(snapshot)
  expect(snapshot).toMatchObject({ site: 'lab', source: 'ssh', origin: sshd.target, takenAtInferred: null })
  expect(snapshot.id).toMatch(/^[0-9a-f]{16}$/)
  expect(snapshot.nodes).toHaveLength(1)
  const node = snapshot.nodes[0]
  expect(node).toMatchObject({ name: hostname(), address: `127.0.0.1:${sshd.port}`, outcome: 'ok', message: null })
  // The node's clock is this machine's: printed in whole seconds, it is at most that far off, and by half of the time it took.
  expect(Math.abs(node?.clockOffsetMs ?? Number.NaN)).toBeLessThanOrEqual(1500 + tookMs(snapshot, 'host') / 2)
  expect(node?.zoneOffsetMinutes).toBe(0 - new Date().getTimezoneOffset())

  const asked = snapshot.sections.map(({ probe, pod }) => `${probe} ${pod}`).sort()
  const pod = 'barbicanrc-vs1b0'
  expect(asked).toEqual(
    [
      'docker-ps null',
      'host null',
      'kubectl-get-pods null',
      `nova-service-list ${pod}`,
      'var-log null',
      `var-log ${pod}`,
    ].sort(),
  )
  for (const section of snapshot.sections) expect(section.node).toBe(hostname())
  const section = (probe: string, inPod: string | null = null) =>
    snapshot.sections.find((one) => one.probe === probe && one.pod === inPod) as Section

  const pods = section('kubectl-get-pods')
  expect(pods).toMatchObject({ outcome: 'ok', exitCode: 0 })
  const podNames = (JSON.parse(pods.stdout).items as { metadata: { name: string } }[]).map((item) => item.metadata.name)
  expect(podNames).toContain(pod)
  const nova = section('nova-service-list', pod)
  expect(nova.command).toContain(` -s ${kube.server} exec -n held ${pod} -- bash -c '`)
  expect(nova.outcome).not.toBe('ok')
  expect(nova.stderr).toContain('no-openrc.sh: No such file')
  expect(tell(nova.message, 'en')).not.toBe('')
  expect(section('var-log').stdout).toMatch(/^total \d+\n/)
  expect(section('var-log').outcome).toBe('ok')
  expect(section('var-log', pod).outcome).toBe('ok')
  expect(progress.at(-1)?.done).toBe(progress.at(-1)?.total)
  expect(progress.map(({ text }) => tell(text, 'en')).join('\n')).toMatch(
    /: kubectl-get-pods ok, \d+\.\d KB, \d+\.\d s/,
  )
  expect(
    progress.every((step, index) => step.done <= step.total && step.done >= (progress[index - 1]?.done ?? 0)),
  ).toBe(true)
})

test('a node that allows one channel at a time is asked one thing after another', async () => {
  const narrow = await startSshd({ config: ['MaxSessions 1'] })
  try {
    const names = ['a', 'b', 'c', 'd']
    const snapshot = await capture({
      targets: [narrow.target],
      identityFile: narrow.identityFile,
      knownHostsFile: narrow.knownHostsFile,
      probes: names.map((name) => asking('var-log', `sleep 0.1; echo ${name}`, { name, runsIn: 'node' })),
    })
    expect(snapshot.sections.map(({ outcome, stdout }) => `${outcome} ${stdout.trim()}`)).toEqual(
      names.map((name) => `ok ${name}`),
    )
    expect(narrow.log().split('Accepted publickey').length - 1).toBe(1)
  } finally {
    await narrow.stop()
  }
})

test('a hung command times out alone, and what it printed is kept', async () => {
  const timeoutMs = await granted(300)
  const section = only(
    await capture({ probes: [asking('var-log', 'echo early; sleep 600', { runsIn: 'node', timeoutMs })] }),
  )
  expect(section).toMatchObject({ outcome: 'timed-out', stdout: 'early\n', exitCode: null })
  expect(tell(section.message, 'en')).toContain(`${timeoutMs / 1000} s`)
})

test('endless output is cut at the limit, at a whole character', async () => {
  const section = only(
    await capture({ probes: [asking('var-log', 'yes 日志', { runsIn: 'node', maxBytes: 100_001 })] }),
  )
  expect(section.outcome).toBe('truncated')
  expect(Buffer.byteLength(section.stdout)).toBeGreaterThan(99_990)
  expect(Buffer.byteLength(section.stdout)).toBeLessThanOrEqual(100_001)
  expect(section.stdout).not.toContain('\ufffd')
})

test('a tool that is not installed is unavailable, not failed', async () => {
  const command = probeCalled('docker-ps').variants[0]?.command(settings) ?? ''
  const section = only(await capture({ probes: [asking('docker-ps', `PATH=/nonexistent; ${command}`)] }))
  expect(section).toMatchObject({ outcome: 'unavailable', exitCode: 127 })
  expect(section.stderr).toContain('docker')
})

test('death by a signal, a failing command, and bytes that are not UTF-8', async () => {
  const commands = ['kill -KILL $$', 'ls /nowhere-at-all', "printf 'a\\377b\\n'"]
  const snapshot = await capture({
    probes: commands.map((command, index) => {
      const { diagnose: _, ...probe } = asking('var-log', command, { name: `p${index}`, runsIn: 'node' })
      return probe
    }),
  })
  expect(snapshot.sections.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'ok'])
  expect(tell(snapshot.sections[0]?.message ?? null, 'en')).toContain('KILL')
  expect(tell(snapshot.sections[1]?.message ?? null, 'en')).toContain('/nowhere-at-all')
  expect(snapshot.sections[2]?.stdout).toBe('a\ufffdb\n')
})

test('a flag that the tool does not know leads to the next variant; a missing tool does not', async () => {
  const variants = [
    { name: 'new', command: () => 'ls --no-such-flag /' },
    { name: 'old', command: () => 'echo old' },
  ]
  const unknownFlag = only(await capture({ probes: [{ ...asking('var-log', ''), runsIn: 'node', variants }] }))
  expect(unknownFlag).toMatchObject({ outcome: 'ok', command: 'echo old', stdout: 'old\n' })
  const missing = [{ name: 'new', command: () => 'no-such-tool --flag' }, ...variants.slice(1)]
  const absent = only(await capture({ probes: [{ ...asking('var-log', ''), runsIn: 'node', variants: missing }] }))
  expect(absent).toMatchObject({ outcome: 'unavailable', exitCode: 127 })
})

test('a question of the site goes on to the next node until one answers, and is asked once', async () => {
  const second = await startSshd()
  try {
    writeFileSync(sshd.knownHostsFile, `[127.0.0.1]:${second.port} ${second.hostKey}\n`, { flag: 'a' })
    writeFileSync(join(second.folder, 'authorized_keys'), readFileSync(`${sshd.identityFile}.pub`))
    // Only the second server's session has this port in SSH_CONNECTION.
    const here = `case "$SSH_CONNECTION" in *" ${second.port}") echo answered ;; *) exit 3 ;; esac`
    const question = asking('kubectl-get-pods', here, { name: 'question', runsIn: 'node' })
    const snapshot = await capture({ targets: [sshd.target, second.target], probes: [probeCalled('host'), question] })
    const answers = snapshot.sections.filter(({ probe }) => probe === 'question')
    expect(answers).toHaveLength(1)
    expect(answers[0]).toMatchObject({ outcome: 'ok', stdout: 'answered\n' })
    // Both servers run on this host: nodes of one name are told apart by address.
    expect(snapshot.nodes.map(({ name }) => name)).toEqual(
      [sshd.port, second.port].map((port) => `${hostname()} (127.0.0.1:${port})`),
    )
    expect(answers[0]?.node).toContain(`:${second.port})`)
  } finally {
    await second.stop()
  }
})

test('without the pod, what runs inside it is unavailable, in words', async () => {
  const snapshot = await capture({ settings: { ...settings, novaPodPrefix: 'nothere' } })
  const nova = snapshot.sections.find(({ probe }) => probe === 'nova-service-list')
  expect(nova).toMatchObject({ outcome: 'unavailable', exitCode: null })
  expect(tell(nova?.message ?? null, 'en')).toContain('nothere')
})

test('one of two nodes is away: the other one is captured, and the snapshot says so', async () => {
  const away = `root@127.0.0.1:${await freePort()}`
  const snapshot = await capture({ targets: [away, sshd.target], probes: [probeCalled('host')] })
  expect(snapshot.nodes.map(({ outcome }) => outcome)).toEqual(['failed', 'ok'])
  expect(tell(snapshot.nodes[0]?.message ?? null, 'en')).toContain('refuses connections')
  expect(only(snapshot).node).toBe(hostname())
})

test('when no node answers there is no snapshot', async () => {
  const away = [`root@127.0.0.1:${await freePort()}`, `root@127.0.0.1:${await freePort()}`]
  await expect(capture({ targets: away })).rejects.toMatchObject({ code: 'refused' })
  await expect(capture({ targets: ['root@host:x'] })).rejects.toMatchObject({ code: 'usage' })
})

test('a node that accepts connections and says nothing does not hold the capture', async () => {
  const { createServer } = await import('node:net')
  const silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const address = silent.address() as { port: number }
  const failure = capture({ targets: [`root@127.0.0.1:${address.port}`], connectTimeoutMs: 300 })
  await expect(failure).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('did not answer') })
  silent.close()
})

test('a cancelled capture ends at once and makes no snapshot', async () => {
  const failure = capture({
    probes: [asking('var-log', 'sleep 600', { runsIn: 'node', timeoutMs: 600_000 })],
    signal: AbortSignal.timeout(500),
  })
  await expect(failure).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('cancelled') })
})

test('the deadline of a node ends what still runs there; the rest is kept', async () => {
  const snapshot = await capture({
    probes: [probeCalled('host'), asking('var-log', 'sleep 600', { runsIn: 'node', timeoutMs: 600_000 })],
    nodeDeadlineMs: 4 * (await granted(1000)),
  })
  expect(snapshot.nodes[0]?.outcome).toBe('timed-out')
  expect(snapshot.sections.map(({ outcome }) => outcome)).toEqual(['ok', 'timed-out'])
})

test('a login shell that is no POSIX shell still runs the commands', async () => {
  // What csh and its like must be able to read is only this much: one word `sh`, one `-c`, one quoted word.
  const { underPosixShell } = await import('../../main/collect/run-probe.ts')
  for (const probe of probes) {
    for (const variant of probe.variants) {
      const sent = underPosixShell(variant.command(settings))
      const words = execFileSync('bash', ['-c', `printf '%s\\0' ${sent}`], { encoding: 'utf8' }).split('\0')
      expect(words.slice(0, 2)).toEqual(['sh', '-c'])
      expect(words[2]).toContain(variant.command(settings))
      expect(words).toHaveLength(4)
    }
  }
})
