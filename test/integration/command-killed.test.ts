/** Imports and captures as users start them, killed at any moment of their life: a library is never left half. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { writeSnapshotFile } from '../../main/nodesnap/write.ts'
import { openLibrary } from '../../main/store/library.ts'
import { repository, temporaryFolder } from './support/cli.ts'
import { startSshd } from './support/sshd.ts'
import { snapshotOf } from './support/stored-snapshots.ts'

const folder = temporaryFolder()
afterAll(folder.remove)
const at = (name: string) => join(folder.path, name)
const program = join(repository, 'main/hosts/cli/main.ts')
/** Together with the writer of `library-killed.test.ts` these are some hundreds. */
const kills = { imports: 120, captures: 40 }

interface Killed {
  wasKilled: boolean
  stdout: string
}
/** Runs a command and kills it after a while, unless it has ended. */
function killed(args: string[], afterMs: number): Promise<Killed> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'] })
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), afterMs)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      if (signal === 'SIGKILL') resolve({ wasKilled: true, stdout })
      else if (code === 0) resolve({ wasKilled: false, stdout })
      else reject(new Error(`The command ended by itself with ${code}: ${stderr}`))
    })
  })
}

/** The files are whole, whatever happened, before the program has had a chance to mend them. */
function expectWhole(library: string): void {
  const db = new Database(join(library, 'library.sqlite'), { fileMustExist: true })
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(db.pragma('foreign_key_check')).toEqual([])
  db.close()
}

/** Spread over the time that an undisturbed run takes, and a little beyond. */
const moments = (count: number, wholeMs: number): number[] =>
  Array.from({ length: count }, (_, index) => ((index * 0.618_034) % 1) * wholeMs * 1.1)

const timed = async (args: string[]): Promise<number> => {
  const start = performance.now()
  const { wasKilled } = await killed(args, 60_000)
  expect(wasKilled).toBe(false)
  return performance.now() - start
}

test('an import killed at any moment is there whole or not at all', async () => {
  const library = at('imported')
  const argsOf = async (round: number) => {
    const file = at(`${round}.nodesnap`)
    const pair = ['a', 'b'].map((half, index) => snapshotOf(`round-${round}-${half}`, round * 2 + index))
    await writeSnapshotFile(pair, file, { name: 'test', version: '0' })
    return ['import', file, '--library', library, '--json']
  }
  const wholeMs = await timed(await argsOf(0))
  const acknowledged = new Set([0])
  let killedRounds = 0
  for (const [index, afterMs] of moments(kills.imports, wholeMs).entries()) {
    const { wasKilled, stdout } = await killed(await argsOf(index + 1), afterMs)
    if (wasKilled) killedRounds++
    if (stdout.endsWith('}\n')) acknowledged.add(index + 1)
    expectWhole(library)
  }
  const opened = await openLibrary(library)
  const stored = await opened.listSnapshots({ site: null })
  expect(await opened.check({})).toEqual({ problems: [] })
  await opened.close()
  const ids = new Set(stored.map(({ id }) => id))
  for (let round = 0; round <= kills.imports; round++) {
    const halves = ['a', 'b'].map((half) => ids.has(`round-${round}-${half}`))
    expect([round, halves[0]]).toEqual([round, halves[1]])
    if (acknowledged.has(round)) expect([round, halves[0]]).toEqual([round, true])
  }
  for (const { id, sections } of stored) expect([id, sections.length]).toEqual([id, 4])
  console.info(`${killedRounds} imports were killed; ${stored.length} snapshots are whole`)
  expect(killedRounds).toBeGreaterThan(kills.imports / 2)
}, 300_000)

test('a capture killed at any moment is there whole or not at all', async () => {
  const sshd = await startSshd()
  try {
    const library = at('captured')
    writeFileSync(at('few.yaml'), 'name: few\nprobes: [host, df, free]\n')
    const way = ['--identity', sshd.identityFile, '--known-hosts', sshd.knownHostsFile, '--profile', at('few.yaml')]
    const args = ['capture', sshd.target, '--site', 'killed', ...way, '--library', library, '--json']
    const wholeMs = await timed(args)
    let [killedRounds, acknowledged] = [0, 1]
    for (const afterMs of moments(kills.captures, wholeMs)) {
      const { wasKilled, stdout } = await killed(args, afterMs)
      if (wasKilled) killedRounds++
      if (stdout.endsWith('}\n')) acknowledged++
      expectWhole(library)
    }
    const opened = await openLibrary(library)
    const stored = await opened.listSnapshots({ site: 'killed' })
    expect(await opened.check({})).toEqual({ problems: [] })
    await opened.close()
    expect(stored.length).toBeGreaterThanOrEqual(acknowledged)
    for (const { id, sections } of stored)
      expect([id, sections.map(({ probe }) => probe)]).toEqual([id, ['host', 'df', 'free']])
    console.info(`${killedRounds} captures were killed; ${stored.length} snapshots are whole`)
    expect(killedRounds).toBeGreaterThan(kills.captures / 2)
  } finally {
    await sshd.stop()
  }
}, 300_000)
