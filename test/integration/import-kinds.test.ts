/** What people have, made by the programs that make it: imported by the command line as a user would. */
import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { samplePath } from '../support/samples.ts'
import { nodelapse, temporaryFolder } from './support/cli.ts'
import { startKubeApi } from './support/kube-api.ts'

const folder = temporaryFolder()
afterAll(folder.remove)
const at = (...names: string[]) => join(folder.path, ...names)
const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))
const isRoot = process.getuid?.() === 0
if (!isRoot) console.log('left out: a report of the real sos needs root')

interface Said {
  snapshots: {
    takenAt: string
    nodes: { name: string }[]
    sections: { node: string; probe: string; rows: number; outcome: string }[]
  }[]
}
const imported = async (...args: string[]): Promise<Said> => {
  const ended = await nodelapse(['import', ...args, '--library', at('library'), '--json'])
  expect([ended.status, ended.stderr]).toEqual([0, ''])
  return JSON.parse(ended.stdout)
}

describe.skipIf(!isRoot)('a report of the real sos', () => {
  let report = ''
  beforeAll(async () => {
    mkdirSync(at('sos'))
    const plugins = 'host,date,filesys,memory,logs,systemd,process'
    // The report says nothing of this machine beyond these; it is gone with the folder.
    await promisify(execFile)('sos', [
      'report',
      '--batch',
      '--tmp-dir',
      at('sos'),
      '-z',
      'xz',
      '-o',
      plugins,
      '--log-size',
      '1',
    ])
    report = at('sos', readdirSync(at('sos')).find((name) => name.endsWith('.tar.xz')) ?? 'none')
  }, 120_000)

  test('its archive tells node, time and outputs', async () => {
    const { snapshots } = await imported(report, '--site', 'sos')
    expect(snapshots).toHaveLength(1)
    expect(snapshots[0]?.nodes.map(({ name }) => name)).toEqual([hostname()])
    const rows = new Map(snapshots[0]?.sections.map(({ probe, rows: count }) => [probe, count]))
    for (const probe of ['host', 'df', 'free', 'var-log']) expect([probe, rows.get(probe) ?? 0]).not.toEqual([probe, 0])
    expect(Math.abs(Date.parse(snapshots[0]?.takenAt ?? '') - Date.now())).toBeLessThan(10 * 60_000)
  })

  test('unpacked by hand, it is the same', async () => {
    execFileSync('tar', ['xJf', report, '-C', at('sos')])
    const name = readdirSync(at('sos')).find((each) => !each.includes('.tar')) ?? ''
    const said = await nodelapse(['import', '--preview', '--json', at('sos', name), report])
    const { files } = JSON.parse(said.stdout) as { files: { importer: string; pieces: object[] }[] }
    expect(files[0]?.importer).toBe('sosreport')
    expect(files[0]?.pieces).toEqual(files[1]?.pieces)
  })

  test('cut off or changed, it is refused and changes nothing', async () => {
    const bytes = readFileSync(report)
    const before = (await nodelapse(['snapshots', '--library', at('library'), '--json'])).stdout
    for (const broken of [
      bytes.subarray(0, bytes.length >> 1),
      Buffer.concat([bytes.subarray(0, 5000), Buffer.alloc(9), bytes.subarray(5009)]),
    ]) {
      writeFileSync(at('broken.tar.xz'), broken)
      const ended = await nodelapse(['import', at('broken.tar.xz'), '--library', at('library')])
      expect([ended.status, ended.stderr]).toEqual([
        4,
        expect.stringMatching(/damaged or cut off.*Nothing was imported/),
      ])
    }
    expect((await nodelapse(['snapshots', '--library', at('library'), '--json'])).stdout).toBe(before)
  })
})

describe('a dump of the real kubectl', () => {
  beforeAll(async () => {
    const kube = await startKubeApi(fixture('capture/pods.json'))
    const args = ['-s', kube.server, 'cluster-info', 'dump', '--all-namespaces', '--output-directory', at('dump')]
    await promisify(execFile)('kubectl', args)
    await kube.stop()
  })

  test('its folder, and the same as an archive, hold the pods of the listing', async () => {
    const pods = (JSON.parse(readFileSync(fixture('capture/pods.json'), 'utf8')) as { items: object[] }).items.length
    execFileSync('tar', ['czf', at('dump.tgz'), '-C', folder.path, 'dump'])
    for (const path of [at('dump'), at('dump.tgz')]) {
      const { snapshots } = await imported(path, '--site', `of ${path}`)
      const section = snapshots[0]?.sections.find(({ probe }) => probe === 'kubectl-get-pods')
      expect(section).toMatchObject({ node: 'cluster', rows: pods, outcome: 'ok' })
    }
  })
})

describe('saved outputs', () => {
  test('are previewed, corrected and stored; the preview stores nothing', async () => {
    mkdirSync(at('field'))
    cpSync(samplePath('docker-ps/ps-a.out'), at('field', 'cloudos1-docker-ps.txt'))
    cpSync(samplePath('nova-service-list/all-up.out'), at('field', 'services'))
    writeFileSync(at('field', 'remarks.md'), 'They restarted it twice.\n')
    const preview = await nodelapse(['import', '--preview', at('field'), '--library', at('never'), '--lang', 'en'])
    expect(preview.stdout).toMatch(
      /2 of 3 outputs read[\s\S]*docker-ps {2}cloudos1[\s\S]*remarks\.md {2}Neither its name/,
    )
    expect(readdirSync(folder.path)).not.toContain('never')
    const { snapshots } = await imported(
      at('field'),
      '--at',
      '2026-11-20T08:00:00Z',
      '--as',
      'field/services=@controller-1',
    )
    expect(snapshots).toMatchObject([
      {
        takenAt: '2026-11-20T08:00:00.000Z',
        sections: [
          { node: 'cloudos1', probe: 'docker-ps', outcome: 'ok' },
          { node: 'controller-1', probe: 'nova-service-list', outcome: 'ok' },
        ],
      },
    ])
    const wrong = await nodelapse(['import', at('field'), '--as', 'field/none=df', '--library', at('library')])
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('There is no "field/none"')])
  })

  test('a site’s snapshot files, logs and saved outputs in one command, or none of them', async () => {
    const log = fixture('transcripts/h3cloudos-docker-commands.zh.txt')
    const { snapshots } = await imported(log, at('field', 'services'), '--site', 'mixed')
    expect(snapshots).toHaveLength(8)
    const ended = await nodelapse(['import', log, at('field', 'remarks.md'), '--site', 'half', '--library', at('half')])
    expect(ended.status).toBe(3)
    const left = await nodelapse(['snapshots', '--library', at('half'), '--json'])
    expect(JSON.parse(left.stdout)).toEqual({ snapshots: [] })
  })
})

describe('archives of strangers', () => {
  type Entry = {
    name: string
    content?: string
    type?: 'file' | 'symlink' | 'link' | 'block-device' | 'fifo'
    linkname?: string
  }
  const archive = async (entries: Entry[]) => {
    const tar = pack()
    for (const { content = '', ...header } of entries) tar.entry(header, content)
    tar.finalize()
    return gzipSync(await buffer(tar))
  }
  const docker = {
    name: 'r/sos_commands/docker/docker_ps_-a',
    content: readFileSync(samplePath('docker-ps/ps-a.out'), 'utf8'),
  }
  const importOf = async (bytes: Buffer) => {
    writeFileSync(at('strange.tgz'), bytes)
    return nodelapse(['import', at('strange.tgz'), '--library', at('strange'), '--json'])
  }
  test.each<[string, Entry[], RegExp]>([
    ['a path that leads up', [docker, { name: '../r/sos_commands/x' }], /unsafe name/],
    ['an absolute path', [docker, { name: '/etc/passwd' }], /unsafe name/],
  ])('%s is refused', async (_what, entries, reason) => {
    const ended = await importOf(await archive(entries))
    expect([ended.status, ended.stderr]).toEqual([4, expect.stringMatching(reason)])
  })

  test('links, devices, pipes, doubled and strange names of a report are passed over, never followed', async () => {
    const entries: Entry[] = [
      docker,
      { name: 'r/sos_commands/host/hostname', type: 'symlink', linkname: '/etc/hostname' },
      { name: 'r/x', type: 'link', linkname: docker.name },
      { name: 'r/sda', type: 'block-device' },
      { name: 'r/pipe', type: 'fifo' },
      docker,
      { name: 'r/sys/dev\\x2ddisk' },
      { name: 'r/caf\ufffd' },
    ]
    const ended = await importOf(await archive(entries))
    expect(ended.status).toBe(0)
    expect((JSON.parse(ended.stdout) as Said).snapshots[0]?.sections.map(({ probe }) => probe)).toEqual(['docker-ps'])
  })

  test('a gigabyte of zeros takes no memory, and a longer output than is read is passed over', async () => {
    mkdirSync(at('r/sos_commands/docker'), { recursive: true })
    writeFileSync(at(docker.name), docker.content)
    for (const [name, size] of [
      ['r/journal', 1024 ** 3],
      ['r/sos_commands/docker/docker_ps', 80 * 1024 ** 2],
    ] as const) {
      writeFileSync(at(name), '')
      truncateSync(at(name), size)
    }
    execFileSync('tar', ['-I', 'gzip -1', '-cf', at('zeros.tgz'), '-C', folder.path, 'r'])
    const { snapshots } = await imported(at('zeros.tgz'), '--site', 'zeros')
    expect(snapshots[0]?.sections).toHaveLength(1)
  }, 120_000)

  test('hundreds of thousands of tiny files are refused before they are all read', async () => {
    mkdirSync(at('many/sos_commands/a'), { recursive: true })
    execFileSync('sh', ['-c', 'seq 200001 | xargs touch'], { cwd: at('many/sos_commands/a') })
    execFileSync('tar', ['-I', 'gzip -1', '-cf', at('many.tgz'), '-C', folder.path, 'many'])
    const ended = await nodelapse(['import', at('many.tgz'), '--library', at('strange'), '--json'])
    expect([ended.status, ended.stderr]).toEqual([4, expect.stringContaining('more than 200000 entries')])
  }, 120_000)
})
