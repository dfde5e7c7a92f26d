/** Measures the program against a peer in the same run: `npm run bench [-- --quick]`. Numbers are ratios, not seconds. */

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import microdiff from 'microdiff'
import { captureSite } from '../../main/collect/capture.ts'
import { parseSshConfig } from '../../main/collect/ssh-config.ts'
import { openLibrary } from '../../main/store/library.ts'
import { parseContextOf } from '../../main/store/parse-context.ts'
import { ParsedReader, textOfParsed } from '../../main/store/parsed-text.ts'
import { compareSnapshots } from '../../shared/compare/changes.ts'
import { viewOf } from '../../shared/compare/view.ts'
import type { Fields, Parsed, ParsedSnapshot, Section, Snapshot } from '../../shared/model.ts'
import { probeNamed, profileSettings } from '../../shared/probes/index.ts'
import type { Probe } from '../../shared/probes/probe.ts'
import { reasonOf } from '../../shared/words/reason.ts'
import { type Sshd, startSshd } from '../integration/support/sshd.ts'
import { kubectlJson, lsLong, podsOf, restarted, seededRandom } from './site-generator.ts'

const quick = process.argv.includes('--quick')
const size = quick ? 5_000 : 20_000
const runs = quick ? 3 : 7
const random = seededRandom(20_191_019)
const takenAtMs = Date.UTC(2026, 10, 24)
const scratch = mkdtempSync(join(tmpdir(), 'nodelapse-bench-'))

interface Result {
  what: string
  value: number
  unit: string
  budget: string
  met: boolean
}
const results: Result[] = []
const leftOut: string[] = []

function note(what: string, value: number, unit: string, limit: { atLeast: number } | { atMost: number }): void {
  const met = 'atLeast' in limit ? value >= limit.atLeast : value <= limit.atMost
  const budget = 'atLeast' in limit ? `≥ ${limit.atLeast}` : `≤ ${limit.atMost}`
  results.push({ what, value: Number(value.toPrecision(4)), unit, budget, met })
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

function once(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** Milliseconds, the median of several runs after one that warms up. */
function timed(work: () => unknown): number {
  work()
  return median(Array.from({ length: runs }, () => once(work)))
}

function snapshotOf(id: string, minute: number, stdout: string): Snapshot {
  const at = takenAtMs + minute * 60_000
  const section: Section = {
    ...{ node: 'n1', probe: 'kubectl-get-pods', pod: null, command: 'kubectl get pod -o json', outcome: 'ok' },
    ...{ message: null, exitCode: 0, startedAtMs: at, endedAtMs: at, stdout, stderr: '', partialView: null },
  }
  return {
    ...{ id, site: 'bench', takenAtMs: at, takenAtInferred: null, source: 'ssh', origin: '', nodes: [], events: [] },
    sections: [section],
  }
}

function parsedOf(snapshot: Snapshot): ParsedSnapshot {
  const sections = snapshot.sections.map((section) => ({
    ...section,
    parsed: probeNamed(section.probe).parse(section.stdout, parseContextOf(snapshot, section, null)),
  }))
  return { ...snapshot, sections }
}

function benchListing(): void {
  const text = lsLong(size, random)
  const one = lsLong(1, random)
  const jc = (input: string) => {
    const start = performance.now()
    const done = spawnSync('jc', ['--ls'], { input, maxBuffer: 1 << 30 })
    return { ms: performance.now() - start, status: done.status }
  }
  if (jc(one).status !== 0) {
    leftOut.push('ls lines against jc: jc is not installed, or does not run')
    return
  }
  const times = () => Array.from({ length: runs }, () => 0)
  // Starting Python is not parsing.
  const start = median(times().map(() => jc(one).ms))
  const peer = median(times().map(() => jc(text).ms)) - start
  const context = {
    takenAtMs,
    clockOffsetMs: 0,
    zoneOffsetMinutes: 0,
    command: 'ls -la --time-style=full-iso /var/log',
  }
  const mine = timed(() => probeNamed('var-log').parse(text, context))
  note(`parse ${size} ls lines: times as fast as jc`, peer / mine, '×', { atLeast: 10 })
}

function benchPods(json: string): void {
  const probe = probeNamed('kubectl-get-pods')
  const context = { takenAtMs, clockOffsetMs: 0, zoneOffsetMinutes: 0, command: '' }
  const ratio = timed(() => probe.parse(json, context)) / timed(() => JSON.parse(json))
  note(`parse ${size} pods of JSON: time over JSON.parse alone`, ratio, '×', { atMost: 1.5 })
}

function bareInserts(parsed: Parsed, file: string): number {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(
    'CREATE TABLE row (id INTEGER PRIMARY KEY, run INTEGER, key TEXT, line INTEGER, last_line INTEGER, fields TEXT)',
  )
  const insert = db.prepare('INSERT INTO row (run, key, line, last_line, fields) VALUES (?, ?, ?, ?, ?)')
  let run = 0
  const ms = timed(() => {
    run++
    db.transaction(() => {
      for (const { key, line, lastLine, fields } of parsed.rows)
        insert.run(run, key, line, lastLine, JSON.stringify(fields))
    })()
  })
  db.close()
  return ms
}

/** The library's time includes raw text, hashing, compressing and the way to its thread; parsing is taken off, being measured above. */
async function benchStoring(json: string): Promise<void> {
  const snapshot = snapshotOf('x', 0, json)
  const parsed = parsedOf(snapshot).sections[0]?.parsed
  if (parsed === undefined) return
  const parsing = timed(() => parsedOf(snapshot))
  const bare = bareInserts(parsed, join(scratch, 'bare.sqlite'))
  const library = await openLibrary(join(scratch, 'storing'))
  const times: number[] = []
  for (let run = 0; run <= runs; run++) {
    const next = snapshotOf(`s${run}`, run, kubectlJson(restarted(podsOf(size, seededRandom(7)), 0.01, random)))
    const start = performance.now()
    await library.add({ snapshots: [next] })
    times.push(performance.now() - start)
  }
  await library.close()
  note(
    `store ${size} rows with their raw text: speed over bare inserts`,
    bare / Math.max(1, median(times.slice(1)) - parsing),
    '×',
    {
      atLeast: 0.5,
    },
  )
}

/** Both as the library reads them, where rows that are stored as the same text are one object; the peer gets the same objects. */
function benchComparing(jsonA: string, jsonB: string): void {
  const reader = new ParsedReader()
  const asStored = (snapshot: ParsedSnapshot): ParsedSnapshot => ({
    ...snapshot,
    sections: snapshot.sections.map((each) => ({ ...each, parsed: reader.whole(textOfParsed(each.parsed)) })),
  })
  const [a, b] = [asStored(parsedOf(snapshotOf('a', 0, jsonA))), asStored(parsedOf(snapshotOf('b', 10, jsonB)))]
  const objects = (parsed: ParsedSnapshot): Record<string, Fields> =>
    Object.fromEntries(parsed.sections.flatMap((each) => each.parsed.rows.map(({ key, fields }) => [key, fields])))
  const [viewA, viewB, objectsA, objectsB] = [viewOf(a), viewOf(b), objects(a), objects(b)]
  const mine: number[] = []
  const ratios: number[] = []
  // One after the other, many times: what else the machine does then falls on both alike.
  for (let run = 0; run < 3 * runs; run++) {
    const ours = once(() => compareSnapshots(viewA, viewB))
    mine.push(ours)
    ratios.push(once(() => microdiff(objectsA, objectsB)) / ours)
  }
  note(`compare 2 × ${size} pods`, median(mine), 'ms', { atMost: 60 })
  note(`compare 2 × ${size} pods: times as fast as microdiff`, median(ratios), '×', { atLeast: 5 })
}

/** From two raw texts to what changed, beside the tool that people have for it, which knows nothing of pods. */
function benchTexts(jsonA: string, jsonB: string): void {
  const files = [jsonA, jsonB].map((json, index) => {
    const file = join(scratch, `text-${index}`)
    writeFileSync(file, json)
    return file
  })
  const theirs = timed(() => {
    const { status } = spawnSync('diff', ['-u', ...files], { maxBuffer: 1024 ** 3 })
    if (status !== 1) throw new Error(`diff ended with ${status}`)
  })
  const mine = timed(() => {
    const [a, b] = [jsonA, jsonB].map((json, index) => viewOf(parsedOf(snapshotOf(String(index), index, json))))
    if (a !== undefined && b !== undefined) compareSnapshots(a, b)
  })
  note(`parse and compare 2 × ${size} pods: time over diff -u of the same texts`, mine / theirs, '×', { atMost: 5 })
}

async function benchGrowth(): Promise<void> {
  const [count, snapshots] = quick ? [200, 200] : [2_000, 1_000]
  const dir = join(scratch, 'growing')
  const library = await openLibrary(dir)
  const times: number[] = []
  let rawBytes = 0
  let pods = podsOf(count, random)
  for (let index = 0; index < snapshots; index++) {
    const json = kubectlJson(pods)
    rawBytes += Buffer.byteLength(json)
    const start = performance.now()
    await library.add({ snapshots: [snapshotOf(`g${String(index).padStart(4, '0')}`, index, json)] })
    times.push(performance.now() - start)
    pods = restarted(pods, 0.01, random)
  }
  await library.close()
  // The first ones warm the thread up.
  const early = median(times.slice(5, 20))
  note('import after 50 snapshots over after 10', median(times.slice(45, 60)) / early, '×', { atMost: 1.5 })
  note(`import after ${snapshots} snapshots over after 10`, median(times.slice(-15)) / early, '×', { atMost: 1.5 })
  const share = (100 * statSync(join(dir, 'library.sqlite')).size) / rawBytes
  note(`library of ${snapshots} × ${count} pods over its raw bytes`, share, '%', { atMost: 3 })
  const reopened = await openLibrary(dir)
  const start = performance.now()
  await reopened.timeline({ site: 'bench' })
  note(`timeline of ${snapshots} × ${count} pods, library just opened`, performance.now() - start, 'ms', {
    atMost: 300,
  })
  await reopened.close()
}

/** A site as a window opens it: incidents and one thing's history by a library just opened, then what one more snapshot costs. */
async function benchSite(): Promise<void> {
  const [count, snapshots, many] = quick ? [500, 40, 100] : [2_000, 300, 1_000]
  const dir = join(scratch, 'site')
  let pods = podsOf(count, random)
  let stored = 0
  const next = () => {
    pods = restarted(pods, 0.01, random)
    stored++
    return snapshotOf(`i${String(stored).padStart(4, '0')}`, stored, kubectlJson(pods))
  }
  const msOf = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now()
    await work()
    return performance.now() - start
  }
  const filling = await openLibrary(dir)
  while (stored < snapshots) await filling.add({ snapshots: [next()] })
  await filling.close()
  const [pod] = pods
  const subject = { probe: 'kubectl-get-pods', place: '', key: `openstack/${pod?.name ?? ''}` }
  const ofHistory = await openLibrary(dir)
  const historyMs = await msOf(() => ofHistory.history({ site: 'bench', subject }))
  await ofHistory.close()
  note(`history of one of ${snapshots} × ${count} pods, library just opened`, historyMs, 'ms', { atMost: 100 })

  const rssBefore = process.memoryUsage().rss
  const library = await openLibrary(dir)
  const incidentsMs = await msOf(() => library.siteFindings({ site: 'bench' }))
  const mib = (process.memoryUsage().rss - rssBefore) / 1024 ** 2
  note(`incidents of ${snapshots} × ${count} pods, library just opened`, incidentsMs, 'ms', { atMost: 1_000 })
  note('memory that these incidents take', mib, 'MiB', { atMost: 400 })

  /** What is found in one more snapshot, when those ahead of it were asked for. */
  const costIn = async (site: typeof library): Promise<number> => {
    await site.siteFindings({ site: 'bench' })
    const times: number[] = []
    for (let run = 0; run < runs; run++) {
      const snapshot = next()
      await site.add({ snapshots: [snapshot] })
      times.push(await msOf(() => site.findings({ snapshot: snapshot.id })))
    }
    return median(times)
  }
  const few = await openLibrary(join(scratch, 'site-few'))
  await few.add({ snapshots: Array.from({ length: 10 }, next) })
  const afterFew = await costIn(few)
  await few.close()
  while (stored < many) await library.add({ snapshots: [next()] })
  const ratio = (await costIn(library)) / afterFew
  await library.close()
  note(`findings of a new snapshot after ${many} over after 10`, ratio, '×', { atMost: 1.5 })
}

/** Three sshd on this machine; the peer asks the same commands one after the other through one kept connection each. */
async function benchCapture(): Promise<void> {
  if (!existsSync('/usr/sbin/sshd')) {
    leftOut.push('capture against OpenSSH: there is no sshd here')
    return
  }
  const servers = await Promise.all([startSshd(), startSshd(), startSshd()])
  try {
    const known = join(scratch, 'known_hosts')
    writeFileSync(known, servers.map(({ knownHostsFile }) => readFileSync(knownHostsFile, 'utf8')).join(''))
    const [first] = servers
    if (first === undefined) return
    for (const { folder } of servers)
      writeFileSync(join(folder, 'authorized_keys'), readFileSync(`${first.identityFile}.pub`))
    // Answers come late, as those of a busy node do: what is measured is how the waiting is shared.
    const sleeping = ['host', 'docker-ps', 'kubectl-get-pods', 'nova-service-list', 'var-log'].map((name): Probe => {
      const probe = probeNamed(name)
      const command = () => 'sleep 0.3; echo x'
      return { ...probe, scope: 'node', runsIn: 'node', variants: [{ name: 'sleep', command }] }
    })
    const capturing: number[] = []
    const peer: number[] = []
    for (let run = 0; run < 3; run++) {
      const start = performance.now()
      const snapshot = await captureSite({
        site: 'bench',
        nodes: servers.map(({ target }) => ({ target, identityFile: first.identityFile, jumps: null })),
        ...{ knownHostsFile: known, sshConfig: parseSshConfig(''), settings: profileSettings, probes: sleeping },
      })
      capturing.push(performance.now() - start)
      const answers = snapshot.sections.filter(({ outcome }) => outcome === 'ok').length
      if (answers !== 15) throw new Error(`Captured ${answers} answers of 15`)
      peer.push(openSshAsks(servers, first.identityFile, known, run))
    }
    note(
      'capture of 3 nodes × 5 probes: each answer takes 0.3 s; time over OpenSSH with ControlMaster, one after the other',
      median(capturing) / median(peer),
      '×',
      { atMost: 0.6 },
    )
  } finally {
    await Promise.all(servers.map(({ stop }) => stop()))
  }
}

function openSshAsks(servers: Sshd[], identityFile: string, known: string, run: number): number {
  const start = performance.now()
  for (const { port } of servers) {
    const options = ['-F', 'none', '-i', identityFile, '-p', String(port), '-o', `UserKnownHostsFile=${known}`]
    const shared = [
      '-o',
      'ControlMaster=auto',
      '-o',
      'ControlPersist=30',
      '-o',
      `ControlPath=${join(scratch, `c${run}-%p`)}`,
    ]
    const ssh = (...more: string[]) =>
      spawnSync('ssh', [...options, ...shared, '-o', 'BatchMode=yes', ...more], { stdio: 'ignore' })
    for (let probe = 0; probe < 5; probe++)
      if (ssh('127.0.0.1', 'sleep 0.3; echo x').status !== 0) throw new Error('OpenSSH could not log in')
    ssh('-O', 'exit', '127.0.0.1')
  }
  return performance.now() - start
}

try {
  const pods = podsOf(size, random)
  const jsonA = kubectlJson(pods)
  const jsonB = kubectlJson(restarted(pods, 0.01, random))
  benchListing()
  benchPods(jsonA)
  await benchStoring(jsonA)
  benchComparing(jsonA, jsonB)
  benchTexts(jsonA, jsonB)
  await benchGrowth()
  await benchSite()
  // A capture that fails is told, and takes no other figure with it.
  await benchCapture().catch((error: unknown) => leftOut.push(`capture against OpenSSH: ${reasonOf(error)}`))
} finally {
  rmSync(scratch, { recursive: true })
}
for (const { what, value, unit, budget, met } of results)
  console.log(`${met ? 'met   ' : 'MISSED'}  ${`${value} ${unit}`.padStart(12)}  budget ${budget.padEnd(6)} ${what}`)
for (const why of leftOut) console.log(`left out: ${why}`)
mkdirSync('out', { recursive: true })
writeFileSync('out/bench.json', `${JSON.stringify({ quick, results, leftOut }, null, 2)}\n`)
