import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { messageIn } from '../../shared/locales/messages-zh.ts'
import { tell } from '../../shared/messages/tell.ts'
import { knownProbe, probes } from '../../shared/probes/index.ts'
import { verdictOfExit } from '../../shared/probes/verdict.ts'

const fixtures = fileURLToPath(new URL('../fixtures/probes', import.meta.url))
const chinese = /[\u4e00-\u9fff]/

describe('what real programs complained of is told in Chinese', () => {
  for (const folder of readdirSync(fixtures)) {
    const probe = knownProbe(folder === 'kubectl-exec' ? 'nova-service-list' : folder)
    for (const name of readdirSync(join(fixtures, folder)).filter((each) => each.endsWith('.err')))
      test(`${folder}/${name}`, () => {
        const stderr = readFileSync(join(fixtures, folder, name), 'utf8')
        if (probe === undefined || stderr.trim() === '') return
        for (const exitCode of [1, 2, 126, 127]) {
          const { message } = verdictOfExit(probe, { stdout: '', stderr, exitCode }, null)
          if (message !== null) expect([message, chinese.test(tell(message, 'zh'))]).toEqual([message, true])
        }
      })
  }
  test('there are such', () => expect(probes.length).toBeGreaterThan(10))
})

test('names and numbers stay, sentences within sentences are told, and what is unknown stays as it is', () => {
  expect(
    messageIn(
      'zh',
      'docker-ps ended as unavailable in the later snapshot: The command docker is not there. It is not on the PATH.',
    ),
  ).toBe('后一快照中 docker-ps 的结果为 unavailable：没有命令 docker。它不在 PATH 中。')
  expect(messageIn('zh', 'order in the transcript: one second after the snapshot before it')).toBe(
    '按记录中的顺序：在前一个快照之后一秒',
  )
  expect(messageIn('zh', 'something new')).toBe('something new')
  expect(messageIn('en', 'It is not on the PATH.')).toBe('It is not on the PATH.')
})

test('any text is answered in time', () => {
  const start = performance.now()
  for (let round = 0; round < 200; round++) messageIn('zh', `${'{} : . in the later snapshot '.repeat(20)}${round}`)
  expect(performance.now() - start).toBeLessThan(5000)
})
