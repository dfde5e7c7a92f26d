import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openLibrary } from '../../main/store/library.ts'

const writer = fileURLToPath(new URL('./support/killed-writer.ts', import.meta.url))
/** Each starts a process; together they may take this long. */
const secondsLeft = 30
const fewestRounds = 20
const mostRounds = 300

/** Runs the writer, kills it some time after its first acknowledgement, and returns what it acknowledged. */
function killedWriter(dir: string, round: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [writer, dir, String(round)], { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (out === '') setTimeout(() => child.kill('SIGKILL'), Math.random() * 60)
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    child.on('close', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(out.split('\n').slice(0, -1))
      else reject(new Error(`The writer ended by itself: ${err}`))
    })
  })
}

test('a writer killed again and again loses nothing it acknowledged and leaves nothing half', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'nodelapse-killed-'))
  try {
    const acknowledged: string[] = []
    const until = performance.now() + secondsLeft * 1000
    let rounds = 0
    for (; rounds < fewestRounds || (rounds < mostRounds && performance.now() < until); rounds++) {
      acknowledged.push(...(await killedWriter(dir, rounds)))
      const db = new Database(join(dir, 'library.sqlite'))
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      expect(db.pragma('foreign_key_check')).toEqual([])
      db.close()
    }
    const library = await openLibrary(dir)
    const stored = await library.listSnapshots({ site: null })
    expect(await library.check({})).toEqual({ problems: [] })
    expect((await library.timeline({ site: 'cloudos-demo' })).snapshots).toHaveLength(stored.length)
    console.info(`killed ${rounds} times; ${stored.length} snapshots are whole`)
    await library.close()
    const ids = new Set(stored.map(({ id }) => id))
    expect(acknowledged.length).toBeGreaterThanOrEqual(rounds)
    for (const id of acknowledged) expect([id, ids.has(`${id}-a`), ids.has(`${id}-b`)]).toEqual([id, true, true])
    for (const { id, sections, events } of stored) {
      expect([id, sections.length, events.length]).toEqual([id, 4, 2])
      expect(ids.has(id.endsWith('-a') ? id.replace(/a$/, 'b') : id.replace(/b$/, 'a'))).toBe(true)
    }
  } finally {
    rmSync(dir, { recursive: true })
  }
})
