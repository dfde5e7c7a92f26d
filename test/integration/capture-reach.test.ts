/** Ways to a node: names of the SSH configuration, jump hosts, passwords, the agent, sudo. */
import { execFileSync, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ask } from '../../main/collect/prompts.ts'
import { parseSshConfig } from '../../main/collect/ssh-config.ts'
import type { Prompt } from '../../shared/contract/contract.ts'
import { tell } from '../../shared/messages/tell.ts'
import type { Snapshot } from '../../shared/model.ts'
import { probeNamed, profileSettings } from '../../shared/probes/index.ts'
import type { Probe } from '../../shared/probes/probe.ts'
import { captureNodes, type NodesOptions } from './support/capture-nodes.ts'
import { makeKey, type Sshd, startSshd } from './support/sshd.ts'
import { makeTestUser, noTestUserBecause, type TestUser } from './support/test-user.ts'

let node: Sshd
let bastion: Sshd
beforeAll(async () => {
  node = await startSshd()
  bastion = await startSshd()
  for (const file of [node.knownHostsFile, bastion.knownHostsFile])
    writeFileSync(file, `[127.0.0.1]:${node.port} ${node.hostKey}\n[127.0.0.1]:${bastion.port} ${bastion.hostKey}\n`)
  // One key for both.
  writeFileSync(join(bastion.folder, 'authorized_keys'), readFileSync(`${node.identityFile}.pub`))
})
afterAll(async () => {
  await node.stop()
  await bastion.stop()
})

const asking = (command: string): Probe => ({
  ...probeNamed('var-log'),
  runsIn: 'node',
  variants: [{ name: 'test', command: () => command }],
})
const capture = (changes: Partial<NodesOptions> = {}): Promise<Snapshot> =>
  captureNodes({
    ...{ site: 'lab', targets: [node.target], identityFile: node.identityFile, knownHostsFile: node.knownHostsFile },
    ...{ settings: profileSettings, probes: [probeNamed('host')], ...changes },
  })
const loginsOf = (sshd: Sshd) => sshd.log().split('Accepted publickey for').length - 1

describe('the SSH configuration', () => {
  test('a name of it is enough, key and alias of the host key included', async () => {
    const knownHostsFile = join(node.folder, 'alias_known_hosts')
    writeFileSync(knownHostsFile, `controller ${node.hostKey}\n`)
    const config = [
      'Host cloudos1',
      '  HostName 127.0.0.1',
      '  User root',
      `  Port ${node.port}`,
      `  IdentityFile ${node.identityFile}`,
      '  IdentitiesOnly yes',
      '  HostKeyAlias controller',
    ]
    const sshConfig = parseSshConfig(config.join('\n'))
    const snapshot = await capture({ targets: ['cloudos1'], identityFile: null, sshConfig, knownHostsFile })
    expect(snapshot.nodes).toMatchObject([{ name: hostname(), address: `127.0.0.1:${node.port}`, outcome: 'ok' }])
    expect(snapshot.origin).toBe('cloudos1')
  })

  test('its ProxyJump is gone through, and one login to the jump host serves all nodes behind it', async () => {
    const config = [
      'Host n1 n2',
      '  HostName 127.0.0.1',
      '  User root',
      `  Port ${node.port}`,
      '  ProxyJump gate',
      'Host gate',
      '  HostName 127.0.0.1',
      `  User root`,
      `  Port ${bastion.port}`,
    ]
    const before = [loginsOf(bastion), loginsOf(node)]
    const sshConfig = parseSshConfig(config.join('\n'))
    const snapshot = await capture({ targets: ['n1', 'n2'], sshConfig })
    expect(snapshot.nodes.map(({ outcome }) => outcome)).toEqual(['ok', 'ok'])
    expect([loginsOf(bastion), loginsOf(node)]).toEqual([(before[0] ?? 0) + 1, (before[1] ?? 0) + 2])
  })
})

describe('jump hosts', () => {
  test('through one to another and on to the node', async () => {
    const gate = `root@127.0.0.1:${bastion.port}`
    const second = `root@127.0.0.1:${node.port}`
    const snapshot = await capture({ jumps: [gate, second] })
    expect(snapshot.nodes[0]?.outcome).toBe('ok')
  })

  test('each one keeps its own host key: an unknown one refuses, and names the jump host', async () => {
    const knownHostsFile = join(node.folder, 'node_only')
    writeFileSync(knownHostsFile, `[127.0.0.1]:${node.port} ${node.hostKey}\n`)
    await expect(capture({ jumps: [`root@127.0.0.1:${bastion.port}`], knownHostsFile })).rejects.toMatchObject({
      code: 'unknown-host-key',
      details: { target: `127.0.0.1:${bastion.port}` },
    })
  })

  test('one that may not forward is told as such', async () => {
    const closed = await startSshd({ config: ['AllowTcpForwarding no'] })
    try {
      writeFileSync(node.knownHostsFile, `[127.0.0.1]:${closed.port} ${closed.hostKey}\n`, { flag: 'a' })
      writeFileSync(join(closed.folder, 'authorized_keys'), readFileSync(`${node.identityFile}.pub`))
      await expect(capture({ jumps: [`root@127.0.0.1:${closed.port}`] })).rejects.toMatchObject({
        code: 'refused',
        message: expect.stringContaining('AllowTcpForwarding'),
      })
    } finally {
      await closed.stop()
    }
  })
})

test('keys of the agent log in', async () => {
  const socket = join(node.folder, 'agent')
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' })
  const before = process.env.SSH_AUTH_SOCK
  try {
    process.env.SSH_AUTH_SOCK = socket
    for (let attempt = 0; ; attempt++) {
      try {
        execFileSync('ssh-add', ['-q', node.identityFile], { stdio: 'ignore' })
        break
      } catch (error) {
        if (attempt > 40) throw error
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
    const nothing = `${makeKey(join(node.folder, 'not-authorized'))}`
    const sshConfig = parseSshConfig(`Host *\n  IdentityFile ${nothing}`)
    const snapshot = await capture({ identityFile: null, sshConfig })
    expect(snapshot.nodes[0]?.outcome).toBe('ok')
    // Told not to offer them, they are not.
    const withoutAgent = parseSshConfig(`Host *\n  IdentityFile ${nothing}\n  IdentitiesOnly yes`)
    await expect(capture({ identityFile: null, sshConfig: withoutAgent })).rejects.toMatchObject({ code: 'refused' })
  } finally {
    if (before === undefined) delete process.env.SSH_AUTH_SOCK
    else process.env.SSH_AUTH_SOCK = before
    agent.kill()
  }
})

if (noTestUserBecause !== null) process.stderr.write(`logins with passwords ${noTestUserBecause}\n`)
describe.skipIf(noTestUserBecause !== null)('passwords', () => {
  let user: TestUser
  beforeAll(() => {
    user = makeTestUser({ shell: '/bin/dash' })
  })
  afterAll(() => user?.remove())

  /** Answers in turn, and remembers what was asked. */
  const answering = (...answers: (string | null)[]) => {
    const asked: Prompt[] = []
    const ask: Ask = async (prompt) => {
      asked.push(prompt)
      return answers[asked.length - 1] ?? null
    }
    return { ask, asked }
  }
  const withServer = async (config: string[], use: (changes: Partial<NodesOptions>, sshd: Sshd) => Promise<void>) => {
    const sshd = await startSshd({ config: ['PubkeyAuthentication no', ...config] })
    try {
      const sshConfig = parseSshConfig('Host *\n  IdentitiesOnly yes\n  IdentityFile /nonexistent')
      const targets = [`${user.name}@127.0.0.1:${sshd.port}`]
      await use({ targets, identityFile: null, sshConfig, knownHostsFile: sshd.knownHostsFile }, sshd)
    } finally {
      await sshd.stop()
    }
  }
  const target = (changes: Partial<NodesOptions>) => changes.targets?.[0]

  test('a password logs in; a wrong one is asked for again', async () => {
    await withServer(['PasswordAuthentication yes', 'UsePAM yes'], async (changes) => {
      const { ask, asked } = answering('wrong', user.password)
      const snapshot = await capture({ ...changes, ask })
      expect(snapshot.nodes[0]?.outcome).toBe('ok')
      expect(asked.map(({ kind }) => kind)).toEqual(['password', 'password'])
      expect(asked[0]?.target).toBe(target(changes))
      expect(JSON.stringify(snapshot)).not.toContain(user.password)
    })
  })

  test('where nobody can be asked, or nobody answers, the login is refused with a way out', async () => {
    await withServer(['PasswordAuthentication yes', 'UsePAM yes'], async (changes) => {
      const refused = { code: 'refused', message: expect.stringContaining('refused the login') }
      await expect(capture(changes)).rejects.toMatchObject(refused)
      await expect(capture({ ...changes, ask: async () => null })).rejects.toMatchObject(refused)
    })
  })

  test('a node that asks in its own words (keyboard-interactive) gets its answer', async () => {
    const config = ['KbdInteractiveAuthentication yes', 'UsePAM yes', 'AuthenticationMethods keyboard-interactive']
    await withServer(config, async (changes, sshd) => {
      const { ask, asked } = answering(user.password)
      const snapshot = await capture({ ...changes, ask })
      expect(snapshot.nodes[0]?.outcome).toBe('ok')
      expect(asked).toMatchObject([{ kind: 'password' }])
      expect(sshd.log()).toContain('Accepted keyboard-interactive')
    })
  })

  test('sudo asks for its password on a terminal only; the output is byte for byte that of the command', async () => {
    await withServer(['PasswordAuthentication yes', 'UsePAM yes'], async (changes) => {
      const settings = { ...profileSettings, sudo: true }
      const probes = [asking("id -u; printf 'a\\tb\\n中文\\n'; ls /proc/self/fd/0 >/dev/null && echo end")]
      const { ask, asked } = answering(user.password, user.password)
      const snapshot = await capture({ ...changes, settings, probes, ask })
      expect(asked.map(({ kind }) => kind)).toEqual(['password', 'sudo-password'])
      expect(snapshot.sections).toMatchObject([{ outcome: 'ok', exitCode: 0, stdout: '0\na\tb\n中文\nend\n' }])
      expect(JSON.stringify(snapshot)).not.toContain(user.password)

      const wrong = await capture({ ...changes, settings, probes, ask: answering(user.password, 'wrong').ask })
      expect(wrong.sections[0]).toMatchObject({ outcome: 'refused', stdout: '' })
      expect(tell(wrong.sections[0]?.message ?? null, 'en')).toContain('did not accept')
      const nobody = await capture({ ...changes, settings, probes, ask: answering(user.password, null).ask })
      expect(nobody.sections[0]).toMatchObject({ outcome: 'refused' })
      expect(tell(nobody.sections[0]?.message ?? null, 'en')).toContain('NOPASSWD')
    })
  })
})

describe('nodes that are not as they should be', () => {
  test('ForceCommand answers every question with the same words: nothing is taken for what it is not', async () => {
    const forced = await startSshd({ config: ['ForceCommand echo Access is restricted.'] })
    try {
      const probes = ['host', 'docker-ps', 'kubectl-get-pods'].map(probeNamed)
      const { target: forcedTarget, identityFile, knownHostsFile } = forced
      const snapshot = await capture({ targets: [forcedTarget], identityFile, knownHostsFile, probes })
      for (const section of snapshot.sections) {
        const context = { takenAtMs: 0, clockOffsetMs: 0, zoneOffsetMinutes: 0, command: section.command }
        const { rows, unparsed } = probeNamed(section.probe).parse(section.stdout, context)
        expect([section.probe, rows, unparsed.length]).toEqual([section.probe, [], 1])
      }
    } finally {
      await forced.stop()
    }
  })

  test.skipIf(noTestUserBecause !== null)(
    'what a login profile prints is not taken for output of the command',
    async () => {
      const user = makeTestUser()
      writeFileSync(join(user.home, '.bashrc'), "echo 'Welcome to this node'; echo total 4; echo noise >&2\n")
      try {
        const noisy = await startSshd({ config: ['Banner /etc/hostname', 'PasswordAuthentication yes', 'UsePAM yes'] })
        const { identityFile, knownHostsFile, port } = noisy
        const ask = async () => user.password
        const targets = [`${user.name}@127.0.0.1:${port}`]
        const snapshot = await capture({ targets, identityFile, knownHostsFile, ask, probes: [asking('echo quiet')] })
        expect(snapshot.sections).toMatchObject([{ outcome: 'ok', stdout: 'quiet\n' }])
        await noisy.stop()
      } finally {
        user.remove()
      }
    },
  )
})
