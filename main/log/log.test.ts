import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CallError } from '../../shared/contract/call-error.ts'
import { writtenMessages } from '../../shared/messages/written.ts'
import { openLog } from './log.ts'
import { logged } from './logged-call.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nodelapse-log-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const now = () => Date.parse('2026-11-24T00:00:00Z')

test('lines are kept in a file of its owner, the oldest files go', () => {
  const dir = join(folder, 'rotated')
  const log = openLog({ dir, now, largest: 200, kept: 2 })
  for (let number = 0; number < 40; number++) log.write('info', `line ${number}`)
  expect(readdirSync(dir).sort()).toEqual(['nodelapse.log', 'nodelapse.log.1', 'nodelapse.log.2'])
  for (const name of readdirSync(dir)) expect(statSync(join(dir, name)).size).toBeLessThan(300)
  expect(statSync(log.path).mode & 0o777).toBe(0o600)
  expect(log.tail(1)).toEqual(['2026-11-24T00:00:00.000Z info line 39'])
})

test('what looks like a secret is not written', () => {
  const log = openLog({ dir: join(folder, 'secrets'), now })
  log.write('error', 'mysql://nova:hunter2@db/nova password=hunter3 Authorization: Bearer hunter4')
  expect(readFileSync(log.path, 'utf8')).not.toMatch(/hunter/)
})

test('a log that cannot be written stops nobody', () => {
  const dir = join(folder, 'taken')
  writeFileSync(dir, 'a file')
  const said: string[] = []
  const log = openLog({ dir, now, mirror: (line) => said.push(line) })
  log.write('info', 'all is well')
  expect(said[0]).toContain('all is well')
  expect(said[1]).toContain('cannot be written')
  expect(log.tail(5)).toEqual([])
})

test('calls that fail leave their code, those that break their stack; deeds are noted', async () => {
  const log = openLog({ dir: join(folder, 'calls'), now })
  const secretive = new CallError('refused', writtenMessages.text({ text: 'the secret of n1' }))
  await expect(logged('capture', { log, now }, () => Promise.reject(secretive))).rejects.toBe(secretive)
  await expect(logged('timeline', { log, now }, () => Promise.reject(new TypeError('x')))).rejects.toThrow('x')
  await logged('storeImports', { log, now }, async () => 1)
  await logged('timeline', { log, now }, async () => 1)
  const text = log.tail(100).join('\n')
  expect(text).toContain('warning capture: refused written.text')
  expect(text).not.toContain('the secret of n1')
  expect(text).toMatch(/error timeline: TypeError: x\n\s+at /)
  expect(text).toContain('info storeImports done in 0 ms')
  expect(text).not.toContain('timeline done')
})
