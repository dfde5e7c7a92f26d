/** What rules say, in both languages, over parameters of every kind that their schema allows. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { byHand } from '../../shared/findings/by-hand.ts'
import { rules } from '../../shared/findings/index.ts'
import { type ParamSchema, type ParamTypes, storedParams } from '../../shared/findings/params.ts'
import { sentenceOf } from '../../shared/findings/sentence.ts'
import type { Finding, Interval } from '../../shared/model.ts'
import { verdictMessages } from '../../shared/probes/verdict.ts'
import { languages } from '../../shared/words/language.ts'

const finding = (rule: string, params: Finding['params'], since: Interval = sinces[0] as Interval): Finding => ({
  rule,
  severity: 'warning',
  certainty: 'proven',
  subject: { probe: 'host', place: 'n1', key: 'the key' },
  since,
  params,
  evidence: [],
  cause: '',
})

const sinces: Interval[] = [
  { earliest: '2019-10-19T13:14:25.000Z', latest: '2019-10-19T13:20:00.000Z' },
  { earliest: '2019-10-18T13:14:25.000Z', latest: '2019-10-19T13:20:00.000Z' },
  { earliest: null, latest: '2019-10-19T13:20:00.000Z' },
  { earliest: '2019-10-19T13:14:25.000Z', latest: null },
  { earliest: null, latest: null },
]
const texts = ['web-abcde', '2019-10-19T13:14:25.000Z', 'a <b> & "c"', 'x'.repeat(200)]
const numbers = [0, 1, 2, 15, 137, -45, 57_606]
const messages = [verdictMessages.saidNothing(), verdictMessages.timedOut({ seconds: 30 })]
const values: { [K in keyof ParamTypes]: ParamTypes[K][] } = {
  text: texts,
  'text?': [null, '', ...texts],
  number: numbers,
  'number?': [null, ...numbers],
  message: messages,
  'message?': [null, ...messages],
}

/** Sixty sets of parameters; the shifts have no common measure, so that all kinds of values meet. */
const drawn = (schema: ParamSchema): Finding['params'][] =>
  Array.from({ length: 60 }, (_, round) => {
    const params: Record<string, ParamTypes[keyof ParamTypes]> = {}
    for (const [index, [name, type]] of Object.entries(schema).entries()) {
      const choices = values[type]
      params[name] = choices[(round * (index + 1) + Math.floor(round / 7)) % choices.length] ?? null
    }
    return storedParams(schema, params)
  })

const chinese = /[\u4e00-\u9fff]/

describe.each(rules.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
  test.each(languages)('is told whole in %s', (language) => {
    for (const [round, params] of drawn(rule.params).entries()) {
      const { title, next } = sentenceOf(finding(name, params, sinces[round % sinces.length]), language)
      const said = `${title} | ${next}`
      expect(said).not.toMatch(/undefined|null|NaN|\[object|\(\)|（）|\s,| {2}/)
      expect([title.trim() === title, title.includes('the key'), next.trim()]).toEqual([true, false, next])
      expect(next).not.toBe('')
      expect([said, chinese.test(title)]).toEqual([said, language === 'zh'])
    }
  })

  test('says why and what in both languages', () => {
    for (const text of [rule.about, rule.why]) {
      expect(text.en).toMatch(/[.)]$/)
      expect(text.en).not.toMatch(chinese)
      expect(text.zh).toMatch(chinese)
      expect(text.zh).toMatch(/[。）]$/)
    }
    expect(rule.severities.length).toBeGreaterThan(0)
  })
})

test('a name is written once', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const sources = ['shared', 'main', 'renderer'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.test)\.tsx?$/.test(file))
      .map((file) => readFileSync(join(root, folder, file), 'utf8')),
  )
  const acts = ['container-restarted', 'node-rebooted']
  const named = rules.map(({ name }) => name).filter((name) => !acts.includes(name))
  const times = (name: string) => sources.reduce((sum, text) => sum + text.split(`'${name}'`).length - 1, 0)
  expect(named.filter((name) => times(name) !== 1)).toEqual([])
})

test('a finding of another version still shows', () => {
  expect(sentenceOf(finding('of-tomorrow', { node: 'n1' }), 'zh')).toEqual({ title: 'of-tomorrow: the key', next: '' })
  expect(sentenceOf(finding('disk-full', { node: 'n1' }), 'en').title).toBe('disk-full: the key')
})

test('one and many', () => {
  const pod = {
    pod: 'web',
    namespace: 'd',
    workload: 'web',
    status: 'Running',
    ready: 1,
    restarts: 1,
    thresholdMinutes: 15,
  }
  const title = (total: number) => sentenceOf(finding('pod-not-ready', { ...pod, total }), 'en').title
  expect([title(1), title(2)]).toEqual([
    'web runs, but only 1 of 1 container is ready',
    'web runs, but only 1 of 2 containers is ready',
  ])
})

test('lengths of time are told in units of their size', () => {
  const service = { binary: 'nova-compute', host: 'c1', downTimeSeconds: 60, lateAfterSeconds: 30 }
  const going = finding('service-going-down', { ...service, heartbeatAgeSeconds: 1526 })
  expect(sentenceOf(going, 'en').title).toBe(
    'nova-compute on c1 still reads up, but its last heartbeat is 25 min 26 s old',
  )
  expect(sentenceOf(going, 'zh').title).toBe('c1 上的 nova-compute 仍显示 up，但最后一次心跳已是 25 分钟 26 秒前')
})

test('what was done by hand', () => {
  const act = { operatorAction: 'systemctl stop x', operatorNode: 'c1' }
  const told = (operatorMinutesMin: number | null, operatorMinutesMax: number | null) =>
    languages.map((language) => byHand({ ...act, operatorMinutesMin, operatorMinutesMax }, 'stopped', language))
  expect(told(9, 10)).toEqual([
    ' (stopped by hand 9–10 min before: systemctl stop x)',
    '（约 9–10 分钟前被手动停止：systemctl stop x）',
  ])
  expect(told(0, 3)).toEqual([
    ' (stopped by hand at most 3 min before: systemctl stop x)',
    '（此前 3 分钟内被手动停止：systemctl stop x）',
  ])
  expect(told(1, 1)).toEqual([
    ' (stopped by hand 1 min before: systemctl stop x)',
    '（约 1 分钟前被手动停止：systemctl stop x）',
  ])
  expect(told(0, 0)).toEqual([
    ' (stopped by hand just then: systemctl stop x)',
    '（同一时刻被手动停止：systemctl stop x）',
  ])
  expect(told(null, null)).toEqual([' (stopped by hand: systemctl stop x)', '（被手动停止：systemctl stop x）'])
})

test('a pod made anew names both', () => {
  const pod = { pod: 'web-b', namespace: 'd', workload: 'web', status: 'Running', ready: 1, total: 1, restarts: 0 }
  expect(sentenceOf(finding('pod-replaced', { ...pod, oldPod: 'web-a', node: 'n1' }), 'zh').title).toBe(
    'Pod 已重建：web-a → web-b（节点 n1）',
  )
})
