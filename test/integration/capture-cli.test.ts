/** Sites, profiles and captures as they are typed, against a real sshd, kubectl and nova. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodelapse, repository, temporaryFolder } from './support/cli.ts'
import { type KubeApi, startKubeApi } from './support/kube-api.ts'
import { type OpenStackApi, startOpenStackApi } from './support/openstack-api.ts'
import { type Sshd, startSshd } from './support/sshd.ts'

const folder = temporaryFolder()
const library = join(folder.path, 'library')
let sshd: Sshd
let kube: KubeApi
let openstack: OpenStackApi
beforeAll(async () => {
  sshd = await startSshd()
  kube = await startKubeApi(fileURLToPath(new URL('../fixtures/capture/pods.json', import.meta.url)))
  openstack = await startOpenStackApi([
    { binary: 'nova-conductor', host: 'ctl-1', state: 'down', updatedAt: '2026-11-24T00:00:00.000000' },
    { binary: 'nova-scheduler', host: 'ctl-1', state: 'up', updatedAt: '2026-11-24T00:00:00.000000' },
  ])
})
afterAll(async () => {
  await sshd.stop()
  await kube.stop()
  await openstack.stop()
  folder.remove()
})
const run = (...args: string[]) => nodelapse([...args, '--library', library, '--json'])
const way = () => ['--identity', sshd.identityFile, '--known-hosts', sshd.knownHostsFile]
interface SectionJson {
  probe: string
  outcome: string
  message: { text: string } | null
  rows: number
}
const sectionsOf = (stdout: string) =>
  (JSON.parse(stdout) as { snapshots: { id: string; site: string; sections: SectionJson[] }[] }).snapshots.flatMap(
    ({ sections }) => sections,
  )

test('a site is added once and captured by its name ever after', async () => {
  expect(await run('site', 'add', 'lab', sshd.target, '--profile', 'docker-host', ...way())).toMatchObject({
    status: 0,
    stderr: '',
  })
  const listed = await run('site', 'list')
  expect(JSON.parse(listed.stdout)).toMatchObject({
    sites: [
      {
        site: 'lab',
        setup: { profile: 'docker-host', nodes: [{ target: sshd.target, identityFile: sshd.identityFile }] },
      },
    ],
  })
  const captured = await run('capture', '--site', 'lab')
  const probes = sectionsOf(captured.stdout).map(({ probe }) => probe)
  expect(probes).toContain('docker-inspect')
  expect(probes).not.toContain('kubectl-get-pods')
  expect(sectionsOf(captured.stdout).find(({ probe }) => probe === 'df')).toMatchObject({ outcome: 'ok' })
  expect(captured.stderr).toMatch(/\[\d+\/\d+\] \S+: df ok, \d+ B, \d+\.\d s/)

  expect((await run('site', 'remove', 'lab')).status).toBe(0)
  expect(JSON.parse((await run('site', 'list')).stdout)).toEqual({ sites: [] })
  expect((await run('capture', '--site', 'lab')).status).toBe(2)
  // Its snapshots are still there.
  expect((await run('rows', 'latest', 'df')).status).toBe(0)
})

test('wrong settings and nodes change nothing', async () => {
  for (const args of [
    ['add', 'wrong', 'root@host:x'],
    ['add', 'wrong', 'host', '--set', 'kubectlPth=/x'],
    ['add', 'wrong', 'host', '--set', 'kubectlPath=/x; reboot'],
    ['add', 'wrong', 'host', '--profile', 'nope'],
    ['add', 'wrong'],
    ['change', 'wrong'],
  ]) {
    const { status, stderr } = await run('site', ...args)
    expect([args.join(' '), status]).toEqual([args.join(' '), 2])
    expect(stderr).not.toContain('    at ')
  }
  expect(JSON.parse((await run('site', 'list')).stdout)).toEqual({ sites: [] })
})

describe('a profile of one’s own', () => {
  test('kubectl and nova on the node, their real output all the way into rows', async () => {
    const openrc = join(folder.path, 'admin-openrc.sh')
    openstack.writeOpenrc(openrc)
    const profile = join(folder.path, 'field.yaml')
    writeFileSync(
      profile,
      `name: field\nextends: h3cloudos\nsettings:\n  kubectlPath: /usr/bin/kubectl\n  kubectlServer: ${kube.server}\n  openrcPath: ${openrc}\n  novaPodPrefix: ''\nprobes:\n  - host\n  - kubectl-get-pods\n  - nova-service-list\n  - name: greeting\n    command: echo hello\n`,
    )
    const captured = await run('capture', sshd.target, '--site', 'field', '--profile', profile, ...way())
    expect([captured.status, captured.stderr]).toEqual([0, expect.anything()])
    const rows = new Map(sectionsOf(captured.stdout).map(({ probe, rows: count }) => [probe, count]))
    expect(rows.get('nova-service-list')).toBe(2)
    expect(rows.get('kubectl-get-pods')).toBeGreaterThan(5)
    expect(rows.get('custom-greeting')).toBe(1)
    const services = JSON.parse((await run('rows', 'latest', 'nova-service-list', '--site', 'field')).stdout) as {
      rows: { binary: string; state: string }[]
    }
    expect(services.rows.map(({ binary, state }) => [binary, state])).toEqual([
      ['nova-conductor', 'down'],
      ['nova-scheduler', 'up'],
    ])
    openstack.writeOpenrc(openrc, 'wrong-password')
    const refused = await run('capture', sshd.target, '--site', 'field', '--profile', profile, ...way())
    expect(refused.status).toBe(3)
    expect(sectionsOf(refused.stdout).find(({ probe }) => probe === 'nova-service-list')).toMatchObject({
      outcome: 'refused',
      message: { text: expect.stringContaining('HTTP 401') },
    })
    expect(refused.stdout + refused.stderr).not.toContain('wrong-password')
  })

  test('a mistake in it is told with its line', async () => {
    const profile = join(folder.path, 'wrong.yaml')
    writeFileSync(profile, 'name: wrong\nprobes:\n  - docker-pss\n')
    const { status, stderr } = await run('capture', sshd.target, '--profile', profile, ...way())
    expect(status).toBe(2)
    expect(stderr).toContain(`${profile}:3: probes.0: There is no probe named docker-pss`)
  })

  test('profiles lists them, and prints one to begin with', async () => {
    const { profiles } = JSON.parse((await run('profiles')).stdout) as { profiles: { name: string }[] }
    expect(profiles.map(({ name }) => name)).toEqual(['h3cloudos', 'kubernetes', 'docker-host', 'openstack'])
    expect((await nodelapse(['profiles', 'openstack', '--library', library])).stdout).toContain('name: my-openstack\n')
  })
})

test('a capture into a file leaves the library alone', async () => {
  const file = join(folder.path, 'carried.nodesnap')
  const untouched = join(folder.path, 'untouched')
  const profile = ['--profile', 'docker-host']
  const captured = await nodelapse([
    'capture',
    sshd.target,
    '--site',
    'carried',
    '--out',
    file,
    ...profile,
    ...way(),
    '--library',
    untouched,
  ])
  expect(captured.stderr).toContain(file)
  expect(existsSync(untouched)).toBe(false)
  const verified = await nodelapse(['verify', file, '--json'])
  expect(JSON.parse(verified.stdout)).toMatchObject({ snapshots: [{ site: 'carried' }] })
})

test('Ctrl-C keeps what has come', async () => {
  const profile = join(folder.path, 'slow.yaml')
  writeFileSync(profile, 'name: slow\nprobes:\n  - host\n  - name: slow\n    command: sleep 60\n')
  const main = join(repository, 'main/hosts/cli/main.ts')
  const child = spawn(process.execPath, [
    main,
    'capture',
    sshd.target,
    '--site',
    'cut',
    '--profile',
    profile,
    ...way(),
    '--library',
    library,
    '--json',
  ])
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    if (!stderr.includes('host ok') && `${stderr}${chunk}`.includes('host ok')) child.kill('SIGINT')
    stderr += chunk.toString()
  })
  const status = await new Promise((resolve) => child.on('close', resolve))
  expect([status, stderr]).toEqual([3, expect.anything()])
  expect(sectionsOf(stdout).map(({ probe, outcome }) => [probe, outcome])).toEqual([
    ['host', 'ok'],
    ['custom-slow', 'skipped'],
  ])
  expect(stderr).toContain('what has come by now is kept')
  expect(readFileSync(sshd.knownHostsFile, 'utf8')).toContain('ssh-ed25519')
})
