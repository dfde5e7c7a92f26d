import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseProfile } from '../../main/collect/profile-text.ts'
import { listProfiles, type Profile, profileNamed, profileYaml } from '../../main/collect/profiles.ts'
import { messageOf } from '../../shared/contract/call-error.ts'
import { tell } from '../../shared/messages/tell.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nodelapse-profiles-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
const write = (name: string, text: string) => writeFileSync(join(folder, name), text)

test('the built-in ones differ in what they ask', () => {
  const asked = (name: string) => profileNamed(name).probes.map((probe) => probe.name)
  expect(asked('docker-host')).toContain('docker-inspect')
  expect(asked('docker-host')).not.toContain('kubectl-get-pods')
  expect(asked('openstack')).toContain('neutron-agent-list')
  expect(profileNamed('kubernetes').settings).toMatchObject({ kubectlPath: 'kubectl', kubectlServer: '' })
  expect(profileNamed().name).toBe('h3cloudos')
})

test('one of the user’s extends a built-in one with settings and a probe of its own', () => {
  write(
    'tianjin.yaml',
    'name: tianjin\nextends: docker-host\nsettings:\n  kubectlPath: /usr/bin/kubectl\nprobes:\n  - docker-ps\n  - name: peers\n    command: ntpq -pn\n    parser: time-sync\n    timeoutSeconds: 5\n',
  )
  const profile = profileNamed('tianjin', folder, { sudo: true })
  expect(profile.settings).toMatchObject({ kubectlPath: '/usr/bin/kubectl', novaPodPrefix: '', sudo: true })
  expect(profile.probes.map(({ name, timeoutMs }) => [name, timeoutMs])).toEqual([
    ['docker-ps', 30_000],
    ['custom-peers+time-sync', 5000],
  ])
  expect(profile.probes[1]?.variants[0]?.command(profile.settings)).toBe('ntpq -pn')
  expect(listProfiles(folder).map((each) => ('error' in each ? each.error.message : each.name))).toContain('tianjin')
})

const meaningOf = ({ name: _, description, ...rest }: Profile): string =>
  JSON.stringify({ ...rest, description: tell(description, 'en') })

test('what is printed to begin with is a profile that means the same', () => {
  for (const name of ['h3cloudos', 'kubernetes', 'docker-host', 'openstack']) {
    write(`my-${name}.yaml`, profileYaml(name, null, 'en'))
    expect(meaningOf(profileNamed(`my-${name}`, folder))).toBe(meaningOf(profileNamed(name)))
  }
})

describe('what is wrong is told with file, line and what was expected', () => {
  test.each([
    ['name: a\nsettings:\n  kubectlPath: 5\n', 'f.yaml:3: settings.kubectlPath: '],
    ['name: a\nsettings:\n  sudo: false\n  kubectlPth: x\n', 'f.yaml:4: settings.kubectlPth: there is no such setting'],
    ['name: a\nsettings:\n  openrcPath: "/root/x; rm -rf /"\n', 'f.yaml:3: settings.openrcPath: may hold letters'],
    ['name: a\nprobes:\n  - host\n  - nope\n', 'f.yaml:4: probes.1: There is no probe named nope'],
    ['name: a\nprobes:\n  - name: x\n    comand: y\n', 'f.yaml:4: probes.0.comand: there is no such setting'],
    ['name: a\nprobes:\n  - name: x\n    command: y\n    parser: nope\n', 'custom-x+nope'],
    ['name: A B\n', 'f.yaml:1: name: is to be small letters'],
    ['name: [a\nb: 1\n', 'f.yaml:'],
    ['', 'f.yaml:1: '],
  ])('%j', (text, complaint) => {
    expect(() => parseProfile(text, 'f.yaml')).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(complaint) }),
    )
  })

  test('a name that is none, and one that extends itself', () => {
    expect(() => profileNamed('nope', folder)).toThrow(/There is: h3cloudos, kubernetes/)
    write('loop.yaml', 'name: loop\nextends: loop\n')
    expect(() => profileNamed('loop', folder)).toThrow(/extends itself/)
  })
})

test('what is wrong is told in Chinese, too: by our own checks, and by those of the library of schemas', () => {
  const complaintOf = (text: string): string => {
    try {
      parseProfile(text, 'f.yaml')
    } catch (error) {
      return tell(messageOf(error), 'zh')
    }
    throw new Error('nothing was wrong')
  }
  expect(complaintOf('name: a\nsettings:\n  sudo: 5\n  openrcPath: "a b"\n').split('\n')).toEqual([
    'f.yaml:4: settings.openrcPath：只能包含字母、数字和 _ . / : @ % + = , -',
    'f.yaml:3: settings.sudo：无效输入：期望 boolean，实际接收 数字',
  ])
  expect(complaintOf('name: a\nprobes:\n  - 5\n')).toBe(
    'f.yaml:3: probes.0：应为探针的名称，或带有 name 和 command 的探针',
  )
  expect(complaintOf('name: a\nprobes:\n  - nope\n')).toContain('没有名为 nope 的探针')
})
