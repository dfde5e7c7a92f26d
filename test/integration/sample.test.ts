import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runSample } from '../../main/sample/sample.ts'
import { tell } from '../../shared/messages/tell.ts'
import type { Fields, Message, Parsed, Section, Snapshot } from '../../shared/model.ts'
import { probeNamed } from '../../shared/probes/index.ts'

const nowMs = Date.UTC(2026, 10, 24, 4, 0)
const times = ['13:10:00', '13:16:00', '13:22:30', '13:25:00', '13:31:00', '13:47:00', '13:57:00', '14:05:00']

let folder = ''
let elapsedMs = 0
let snapshots: Snapshot[] = []
const progress: { text: Message; done: number; total: number }[] = []
const tmpBefore = process.env.TMPDIR

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nodelapse-test-'))
  process.env.TMPDIR = folder
  const startedAt = performance.now()
  snapshots = await runSample({ nowMs, onProgress: (each) => progress.push(each) })
  elapsedMs = performance.now() - startedAt
})

afterAll(() => {
  if (tmpBefore === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = tmpBefore
  rmSync(folder, { recursive: true, force: true })
})

const parse = (section: Section): Parsed =>
  probeNamed(section.probe).parse(section.stdout, {
    takenAtMs: section.startedAtMs,
    clockOffsetMs: 0,
    zoneOffsetMinutes: 480,
    command: section.command,
  })

/** Rows of a probe at a moment, by key. */
function rowsAt(time: string, probe: string, place: { node?: string; inPod?: boolean } = {}): Map<string, Fields> {
  const snapshot = snapshots[times.indexOf(time)]
  const sections = (snapshot?.sections ?? []).filter(
    (section) =>
      section.probe === probe &&
      (place.node === undefined || section.node === place.node) &&
      (place.inPod === undefined || (section.pod !== null) === place.inPod),
  )
  return new Map(sections.flatMap((section) => parse(section).rows.map((row) => [row.key, row.fields])))
}

const serviceAt = (time: string, key: string) => rowsAt(time, 'nova-service-list').get(key)
const messagesAt = (time: string) => rowsAt(time, 'var-log', { node: 'cloudos1', inPod: false })
const postStartupAt = (time: string) =>
  Number(rowsAt(time, 'var-log', { inPod: true }).get('/var/log/post-startup.log')?.size)

describe('the sample incident', () => {
  it('is eight captures of the last day on which it was over, in a few seconds', () => {
    expect(snapshots.map(({ takenAtMs }) => new Date(takenAtMs).toISOString().slice(0, 19))).toEqual(
      times.map((time) => `2026-11-23T${time}`),
    )
    expect(new Set(snapshots.map(({ site, source }) => `${site} ${source}`))).toEqual(new Set(['cloudos-demo sample']))
    expect(elapsedMs).toBeLessThan(15_000)
  })

  it('names three nodes with the addresses of the site, also the one that is away', () => {
    for (const snapshot of snapshots) {
      expect(snapshot.nodes.map(({ name, address }) => `${name} ${address}`)).toEqual([
        'cloudos1 192.168.12.11',
        'cloudos2 192.168.12.12',
        'cloudos3 192.168.12.13',
      ])
    }
    expect(JSON.stringify(snapshots)).not.toContain('root@127.0.0.1')
  })

  it('answers every probe on every node that is there, and its parsers read every line', () => {
    for (const snapshot of snapshots) {
      const isWhole = snapshot.nodes.every(({ outcome }) => outcome === 'ok')
      expect(
        snapshot.sections.map(({ node, probe, pod }) => `${node} ${probe}${pod === null ? '' : ' in pod'}`).sort(),
      ).toEqual(
        [
          ...(isWhole ? ['cloudos1', 'cloudos2', 'cloudos3'] : ['cloudos1', 'cloudos2']).flatMap((node) =>
            ['docker-ps', 'host', 'var-log'].map((probe) => `${node} ${probe}`),
          ),
          'cloudos1 kubectl-get-pods',
          'cloudos1 nova-service-list in pod',
          'cloudos1 var-log in pod',
        ].sort(),
      )
      for (const section of snapshot.sections) {
        expect.soft([section.outcome, section.message, section.exitCode, section.stderr]).toEqual(['ok', null, 0, ''])
        const { rows, unparsed, notes } = parse(section)
        expect.soft(unparsed, `${section.node} ${section.probe}`).toEqual([])
        expect.soft(notes).toEqual([])
        expect.soft(rows.length).toBeGreaterThan(0)
      }
    }
  })

  it('measures the clock of cloudos3, which is three seconds ahead', () => {
    const offsets = snapshots[0]?.nodes.map(({ clockOffsetMs }) => clockOffsetMs) ?? []
    expect(Math.abs(offsets[0] ?? Number.NaN)).toBeLessThan(1000)
    expect(Math.abs((offsets[2] ?? Number.NaN) - 3000)).toBeLessThan(1000)
    expect(snapshots[0]?.nodes.map(({ zoneOffsetMinutes }) => zoneOffsetMinutes)).toEqual([480, 480, 480])
  })

  it('cannot reach cloudos3 at 13:47, because nothing listens there', () => {
    const away = snapshots[5]?.nodes[2]
    expect(away?.outcome).toBe('failed')
    expect(tell(away?.message ?? null, 'en')).toContain('192.168.12.13 refuses connections')
    expect(snapshots.flatMap(({ nodes }) => nodes).filter(({ outcome }) => outcome !== 'ok')).toEqual([away])
  })

  it('stops the conductor: up with an old heartbeat, down, up again', () => {
    const key = 'nova-conductor@nova-service'
    expect(times.map((time) => serviceAt(time, key)?.state)).toEqual([
      'up',
      'up',
      'up',
      'down',
      'down',
      'down',
      'up',
      'up',
    ])
    expect(serviceAt('13:16:00', key)?.heartbeatAgeSeconds).toBeLessThan(15)
    expect(serviceAt('13:22:30', key)?.heartbeatAgeSeconds).toBeCloseTo(55, 0)
    expect(serviceAt('13:31:00', 'nova-scheduler@nova-service')?.state).toBe('up')
    expect(serviceAt('13:31:00', 'nova-compute@cvk1rc')?.state).toBe('down')
  })

  it('tells what the operator did on the snapshot that follows', () => {
    expect(snapshots.map(({ events }) => events.map(({ kind, subject }) => `${kind} ${subject}`).join())).toEqual([
      ...['', '', 'service-stopped nova-conductor', '', '', '', 'service-started nova-conductor', ''],
    ])
    expect(snapshots[2]?.events[0]).toMatchObject({
      at: { earliest: '2026-11-23T13:21:36.000Z', latest: '2026-11-23T13:21:36.000Z' },
      node: 'cloudos1',
    })
  })

  it('leaves the same pods of cloudos2 in ContainerCreating for more than a quarter of an hour', () => {
    const creatingAt = (time: string) =>
      [...rowsAt(time, 'kubectl-get-pods')].flatMap(([key, { status, node }]) =>
        status === 'ContainerCreating' ? [`${key} ${node}`] : [],
      )
    expect(creatingAt('13:25:00')).toEqual([])
    expect(creatingAt('13:31:00')).toContain('default/ceilometerrc-t83wd 192.168.12.12')
    expect(creatingAt('13:31:00').every((each) => each.endsWith(' 192.168.12.12'))).toBe(true)
    expect(creatingAt('13:47:00')).toEqual(creatingAt('13:31:00'))
    expect(creatingAt('13:57:00')).toEqual([])
    expect(rowsAt('13:57:00', 'kubectl-get-pods').get('default/ceilometerrc-t83wd')).toMatchObject({
      status: 'Running',
    })
  })

  it('restarts a container again and again, in the words of kubectl and of docker', () => {
    const podAt = (time: string) => rowsAt(time, 'kubectl-get-pods').get('default/cpn-fqyrc-wz7pq')
    expect(times.map((time) => podAt(time)?.status)).toEqual([
      ...Array(4).fill('Running'),
      'CrashLoopBackOff',
      'CrashLoopBackOff',
      'Running',
      'Running',
    ])
    expect(times.map((time) => podAt(time)?.restarts)).toEqual([0, 0, 0, 0, 4, 8, 10, 10])
    const containerAt = (time: string) =>
      rowsAt(time, 'docker-ps', { node: 'cloudos2' }).get('default/cpn-fqyrc-wz7pq/cpn-fqy')
    expect(containerAt('13:25:00')).toMatchObject({ state: 'running', attempt: 0 })
    expect(containerAt('13:47:00')).toMatchObject({ state: 'exited', exitCode: 1, attempt: 8 })
    expect(containerAt('14:05:00')).toMatchObject({ state: 'running', attempt: 10 })
  })

  it('lists a container for every pod that docker could start', () => {
    const pods = [...rowsAt('13:31:00', 'kubectl-get-pods').values()]
    const started = pods.filter(({ status }) => status !== 'ContainerCreating').map(({ name }) => name)
    const seen = [...rowsAt('13:31:00', 'docker-ps').values()]
    expect(new Set(seen.map(({ pod }) => pod))).toEqual(new Set(started))
    expect(seen.every(({ state, since, createdAt }) => state !== null && since !== null && createdAt !== null)).toBe(
      true,
    )
  })

  it('fills one log with tens of megabytes and rotates another', () => {
    expect(postStartupAt('13:25:00') - postStartupAt('13:10:00')).toBeLessThan(1024 * 1024)
    expect(postStartupAt('13:31:00') - postStartupAt('13:25:00')).toBeGreaterThan(40 * 1000 * 1000)
    const before = messagesAt('13:47:00')
    const after = messagesAt('13:57:00')
    expect(Number(after.get('/var/log/messages')?.size)).toBeLessThan(Number(before.get('/var/log/messages')?.size))
    expect([...after.keys()].filter((path) => !before.has(path))).toEqual(['/var/log/messages-20261123'])
    expect(Number(after.get('/var/log/messages-20261123')?.size)).toBeGreaterThanOrEqual(
      Number(before.get('/var/log/messages')?.size),
    )
  })

  it('tells its progress up to the end and never backwards', () => {
    const last = progress.at(-1)
    expect(last?.done).toBe(last?.total)
    expect(progress.every(({ done }, index) => done >= (progress[index - 1]?.done ?? 0))).toBe(true)
    expect(new Set(progress.map(({ total }) => total)).size).toBe(1)
    expect(progress.some(({ text }) => tell(text, 'en').includes('127.0.0.1:'))).toBe(false)
  })

  it('is the same when it runs again later on the same day', async () => {
    const again = await runSample({ nowMs: nowMs + 3_600_000 })
    expect(again).toEqual(snapshots)
  })

  it('leaves no listening port and no key behind', async () => {
    expect(readdirSync(folder)).toEqual([])
    const listening = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length
    const running = runSample({ nowMs })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(listening()).toBeGreaterThan(0)
    await running
    // A handle that was closed is gone with the next turn of the event loop.
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(listening()).toBe(0)
    expect(existsSync(folder)).toBe(true)
    expect(readdirSync(folder)).toEqual([])
  })
})
