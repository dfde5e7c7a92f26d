import { describe, expect, test } from 'vitest'
import { messageIn } from '../../shared/locales/messages-zh.ts'
import { importTimes } from '../../shared/messages/import.ts'
import { tell } from '../../shared/messages/tell.ts'
import { probeNamed, probes } from '../../shared/probes/index.ts'
import { verdictOfExit } from '../../shared/probes/verdict.ts'
import { growth, inProportion } from '../support/growth.ts'
import { sample, sampleNames } from '../support/samples.ts'

const chinese = /[\u4e00-\u9fff]/

describe('what real programs complained of is told in Chinese', () => {
  const complaints = [...probes.map(({ name }) => name), 'families']
    .flatMap(sampleNames)
    .filter((name) => name.endsWith('.err'))
  test('there are such', () => expect(complaints.length).toBeGreaterThan(10))
  test.each(complaints)('%s', (name) => {
    // What the families share is asked through the client of nova.
    const probe = probeNamed(name.startsWith('families/') ? 'nova-service-list' : (name.split('/')[0] ?? ''))
    const stderr = sample(name)
    if (stderr.trim() === '') return
    for (const exitCode of [1, 2, 126, 127]) {
      const { message } = verdictOfExit(probe, { stdout: '', stderr, exitCode }, null)
      if (message !== null) expect([message, chinese.test(tell(message, 'zh'))]).toEqual([message, true])
    }
  })
})

test('names and numbers stay, sentences within sentences are told, and what is unknown stays as it is', () => {
  expect(
    messageIn(
      'zh',
      'docker-ps ended as unavailable in the later snapshot: The command docker is not there. It is not on the PATH.',
    ),
  ).toBe('后一快照中 docker-ps 的结果为 unavailable：没有命令 docker。它不在 PATH 中。')
  expect(tell(importTimes.order({ place: 'after-previous' }), 'zh')).toBe('按记录中的顺序：在前一个快照之后一秒')
  expect(messageIn('zh', 'something new')).toBe('something new')
  expect(messageIn('en', 'It is not on the PATH.')).toBe('It is not on the PATH.')
})

test('any text is answered in proportion to its length', async () => {
  const words = '{} : . in the later snapshot '
  const answer = (length: number) => {
    for (let round = 0; round < 20; round++) messageIn('zh', `${words.repeat(length)}${round}`)
  }
  expect(await growth(20, answer)).toBeLessThan(inProportion)
})
