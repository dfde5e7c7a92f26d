/** The collector script under three shells: its file, imported, equals an SSH capture of the same node. */

import { execFile, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tell } from '../../shared/messages/tell.ts'
import type { Snapshot } from '../../shared/model.ts'
import { probeNamed } from '../../shared/probes/index.ts'
import { nodelapse, temporaryFolder } from './support/cli.ts'
import { type KubeApi, startKubeApi } from './support/kube-api.ts'
import { type Sshd, startSshd } from './support/sshd.ts'

const shells = [['dash'], ['bash'], ['busybox', 'ash']]
const folder = temporaryFolder()
let sshd: Sshd
let kube: KubeApi
let profile: string
let script: string
beforeAll(async () => {
  sshd = await startSshd()
  kube = await startKubeApi(fileURLToPath(new URL('../fixtures/capture/pods.json', import.meta.url)))
  const kubectl = join(folder.path, 'kubectl')
  // As in the capture's tests: `get` is real; what `exec` would run in a pod runs here.
  writeFileSync(
    kubectl,
    '#!/bin/sh\ncase " $* " in *" exec "*) while [ "$1" != "--" ]; do shift; done; shift; exec "$@" ;; esac\nexec /usr/bin/kubectl "$@"\n',
  )
  chmodSync(kubectl, 0o755)
  profile = join(folder.path, 'field.yaml')
  const own = (name: string, command: string, more = '') =>
    `  - name: ${name}\n    command: ${JSON.stringify(command)}\n${more}`
  const probes = ['host', 'docker-ps', 'kubectl-get-pods', 'nova-service-list', 'var-log', 'df'].map(
    (name) => `  - ${name}\n`,
  )
  probes.push(
    // Long enough for a login shell that takes seconds to begin, a dozen of them at once.
    own('hung', 'echo early; sleep 60', '    timeoutSeconds: 15\n'),
    own('endless', 'yes 日志', '    maxBytes: 100000\n'),
    own('missing', 'no-such-tool --flag'),
    own('failing', "echo 'it'\\''s \"quoted\" \\\\ back'; exit 3"),
    own('garbage', "printf 'a\\377b\\000c\\n'"),
  )
  writeFileSync(
    profile,
    `name: field\nsettings:\n  kubectlPath: ${kubectl}\n  kubectlServer: ${kube.server}\n  openrcPath: ${folder.path}/no-openrc.sh\n  novaPodPrefix: barbicanrc\nprobes:\n${probes.join('')}`,
  )
  const printed = await nodelapse(['collector-script', '--profile', profile])
  expect(printed).toMatchObject({ status: 0, stderr: '' })
  script = join(folder.path, 'collect.sh')
  writeFileSync(script, printed.stdout)
})
afterAll(async () => {
  await sshd.stop()
  await kube.stop()
  folder.remove()
})

/** The API server is in this process: it answers only while nothing here waits for the script. */
const started = (program: string, args: string[], cwd: string, env: NodeJS.ProcessEnv = process.env) =>
  new Promise<{ status: number; stdout: string; stderr: string }>((resolve) =>
    execFile(program, args, { cwd, env, encoding: 'utf8' }, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
    ),
  )

/** What a snapshot says, without the times and places that differ from run to run. */
const essence = (snapshot: Snapshot) =>
  snapshot.sections
    .map(({ node, probe, pod, command, outcome, message, exitCode, stdout }) => {
      const context = { takenAtMs: snapshot.takenAtMs, clockOffsetMs: 0, zoneOffsetMinutes: 0, command }
      const { rows } = probeNamed(probe).parse(stdout, context)
      // A listing made a moment later differs in its ages and sizes; its keys do not.
      const said = probe.startsWith('custom-') && probe !== 'custom-endless' ? stdout : rows.map(({ key }) => key)
      // Standard error names the script's shell and line.
      return {
        node,
        probe,
        pod,
        command,
        outcome,
        message: tell(message, 'en').replace(/^(.*: )?sh: (\d+|line \d+): /, ''),
        exitCode,
        said,
      }
    })
    .toSorted((a, b) => (`${a.probe} ${a.pod}` < `${b.probe} ${b.pod}` ? -1 : 1))

const outcomesOf = (snapshot: Snapshot) =>
  essence(snapshot).map(({ probe, pod, outcome, exitCode }) => ({ probe, pod, outcome, exitCode }))

const snapshotIn = async (library: string): Promise<Snapshot> => {
  const file = join(folder.path, `${library.replaceAll('/', '_')}.nodesnap`)
  const exported = await nodelapse(['export', 'latest', '--out', file, '--library', library])
  expect(exported.status).toBe(0)
  const { readSnapshotFile } = await import('../../main/nodesnap/read.ts')
  const [snapshot] = await readSnapshotFile(readFileSync(file))
  if (snapshot === undefined) throw new Error('no snapshot')
  return snapshot
}

describe.each(shells)('%s', (...shell) => {
  test('its file equals the SSH capture of the same node', async () => {
    const [program = '', ...before] = shell
    const place = join(folder.path, program)
    mkdirSync(place)
    const ran = await started(program, [...before, script, '客户 site'], place)
    expect(ran.status).toBe(0)
    const [name = ''] = readdirSync(place)
    expect(readdirSync(place)).toEqual([expect.stringMatching(/\.nodesnap$/)])
    const file = join(place, name)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(ran.stdout).toContain(`${file}  ${statSync(file).size} bytes`)
    expect(ran.stdout).toContain('custom-hung: timed-out')
    expect(ran.stdout).toContain('custom-endless: truncated')

    const scripted = join(place, 'scripted')
    const imported = await nodelapse(['import', file, '--library', scripted])
    expect(imported).toMatchObject({ status: 0, stderr: '' })
    const captured = join(place, 'captured')
    const way = ['--identity', sshd.identityFile, '--known-hosts', sshd.knownHostsFile, '--library', captured]
    expect(
      (await nodelapse(['capture', sshd.target, '--site', '客户 site', '--profile', profile, ...way])).status,
    ).toBe(3)
    const [bySsh, byScript] = [await snapshotIn(captured), await snapshotIn(scripted)]
    // busybox ash runs its own ls, df and echo, as on a node that has no others: what they print is theirs.
    const compared = program === 'busybox' ? outcomesOf : essence
    expect(compared(byScript)).toEqual(compared(bySsh))
    expect(byScript.site).toBe('客户 site')
    expect(byScript.nodes[0]).toMatchObject({
      name: bySsh.nodes[0]?.name,
      outcome: 'ok',
      zoneOffsetMinutes: bySsh.nodes[0]?.zoneOffsetMinutes,
    })
  }, 180_000)
})

test('it needs neither a program to limit time nor one for checksums', async () => {
  const place = join(folder.path, 'bare')
  const bin = join(place, 'bin')
  mkdirSync(bin, { recursive: true })
  for (const name of [
    'tar',
    'gzip',
    'sh',
    'hostname',
    'date',
    'uname',
    'tr',
    'od',
    'mkdir',
    'rm',
    'wc',
    'grep',
    'cat',
    'cut',
    'sleep',
    'ls',
    'df',
    'yes',
    'printf',
    'kill',
  ])
    if (existsSync(`/bin/${name}`)) symlinkSync(`/bin/${name}`, join(bin, name))
  const bare = readFileSync(script, 'utf8').replace(/^PATH=.*$/m, `PATH=${bin}`)
  const file = join(place, 'bare.sh')
  writeFileSync(file, bare)
  const ran = await started('/bin/dash', [file], place, { PATH: bin, TMPDIR: place })
  expect([ran.status, ran.stderr.includes('syntax')]).toEqual([0, false])
  expect(ran.stdout).toContain('custom-hung: timed-out')
  expect(readdirSync(place).filter((name) => name.startsWith('nodelapse-'))).toEqual([])
}, 120_000)

test('the built-in scripts are short enough to be read, and say what they run', async () => {
  for (const name of ['h3cloudos', 'kubernetes', 'docker-host', 'openstack']) {
    const { stdout } = await nodelapse(['collector-script', '--profile', name])
    expect([name, stdout.split('\n').length < 300]).toEqual([name, true])
    expect(stdout).toContain("try 'df -P -k -l'")
    for (const [program = '', ...before] of shells)
      expect(spawnSync(program, [...before, '-n'], { input: stdout, encoding: 'utf8' })).toMatchObject({
        status: 0,
        stderr: '',
      })
  }
})
