import { describe, expect, test } from 'vitest'
import { compareMessages } from '../../shared/messages/compare.ts'
import { importTimes } from '../../shared/messages/import.ts'
import { linesOf } from '../../shared/messages/lines.ts'
import { tell, withText } from '../../shared/messages/tell.ts'
import { written } from '../../shared/messages/written.ts'
import { writtenMessage } from '../../shared/model.ts'
import { shellMessages } from '../../shared/probes/families/shell.ts'
import { probeNamed, probes, profileSettings } from '../../shared/probes/index.ts'
import { verdictOfExit } from '../../shared/probes/verdict.ts'
import { languages } from '../../shared/words/language.ts'
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

test('names and numbers stay, sentences within sentences are told, and what was written stays as it is', () => {
  const missing = shellMessages.missing({ command: 'docker', advice: shellMessages.notOnPath() })
  const ended = { side: 'later', probe: 'docker-ps', outcome: 'unavailable', why: missing } as const
  expect(tell(compareMessages.endedBecause(ended), 'zh')).toBe(
    '后一快照中 docker-ps 的结果为 unavailable：没有命令 docker。它不在 PATH 中。',
  )
  expect(tell(importTimes.order({ place: 'after-previous' }), 'zh')).toBe('按记录中的顺序：在前一个快照之后一秒')
  for (const language of languages) expect(tell(writtenMessage.parse('something new'), language)).toBe('something new')
  expect(writtenMessage.parse('')).toBeNull()
  expect(tell(missing, 'en')).toBe('The command docker is not there. It is not on the PATH.')
})

test('a message of a version to come is told by the words it carries', () => {
  const { text } = withText(shellMessages.notOnPath())
  expect(text).toBe('It is not on the PATH.')
  expect(tell({ code: 'shell.fromTheFuture', params: {}, text }, 'zh')).toBe(text)
  expect(tell({ code: 'shell.fromTheFuture', params: {} }, 'zh')).toBe('shell.fromTheFuture')
})

test('several messages are told a line each, in their order', () => {
  const many = Array.from({ length: 12 }, (_, index) => written(String(index)) ?? shellMessages.notOnPath())
  const one = JSON.parse(JSON.stringify(linesOf(many)))
  expect(tell(one, 'en').split('\n')).toEqual(many.map((each) => tell(each, 'en')))
  expect(linesOf([shellMessages.notOnPath()])).toEqual(shellMessages.notOnPath())
})

test('advice names what the site has set: its own openrc', () => {
  const ended = { stdout: '', stderr: sample('families/nova-no-openrc.err'), exitCode: 1 }
  const settings = { ...profileSettings, openrcPath: '/etc/kolla/admin.sh' }
  for (const name of ['nova-service-list', 'cinder-service-list', 'neutron-agent-list']) {
    const { message } = verdictOfExit(probeNamed(name), ended, settings)
    for (const language of languages) {
      expect(tell(message, language)).toContain('source /etc/kolla/admin.sh')
      expect(tell(message, language)).not.toContain('/root/admin-openrc.sh')
    }
  }
})
