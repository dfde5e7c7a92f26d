import { describe, expect, test } from 'vitest'
import { initialLanguage, initialLayout, usualLayout } from '../../renderer/preferences/preferences.ts'
import { age, bytes, clockTime, displayWidth, since, utcInterval, valueText } from '../../renderer/words/format.ts'
import { fromLocalInput, toLocalInput } from '../../renderer/words/local-input.ts'
import { en } from '../../renderer/words/locales/en.ts'
import { zh } from '../../renderer/words/locales/zh.ts'
import { groupsByCause } from '../../shared/findings/causes.ts'
import type { Finding, Severity } from '../../shared/model.ts'

const at = '2019-10-19T13:30:00.000Z'
const ago = (ms: number) => new Date(Date.parse(at) - ms).toISOString()
const minute = 60_000
const between = (mostMs: number, leastMs: number) => ({ earliest: ago(mostMs), latest: ago(leastMs) })

describe('ages', () => {
  test('are ranges as wide as the evidence', () => {
    expect(age(between(30 * minute + 59_999, 30 * minute), at, 'en')).toBe('30–31 min')
    expect(age(between(72 * 60 * minute, 48 * 60 * minute), at, 'en')).toBe('2–3 d')
    expect(age(between(90 * minute, 60 * minute), at, 'zh')).toBe('60–90 分钟')
    expect(age(between(5000, 5000), at, 'en')).toBe('5 s')
  })
  test('say which side is open', () => {
    expect(age({ earliest: null, latest: ago(5 * minute) }, at, 'en')).toBe('≥ 5 min')
    expect(age({ earliest: ago(5 * minute), latest: null }, at, 'en')).toBe('≤ 5 min')
    expect(age({ earliest: null, latest: null }, at, 'en')).toBe('')
  })
})

describe('moments', () => {
  test('since: a range, one time, or an open end, with the date only on another day', () => {
    const early = ago(2 * minute)
    expect(since({ earliest: early, latest: at }, at, 'en')).toBe(`${clockTime(early)}–${clockTime(at)}`)
    expect(since({ earliest: at, latest: at }, at, 'en')).toBe(clockTime(at))
    expect(since({ earliest: null, latest: at }, at, 'en')).toBe(`${clockTime(at)} or earlier`)
    expect(since({ earliest: at, latest: null }, at, 'zh')).toBe(`${clockTime(at)} 或更晚`)
    expect(since({ earliest: at, latest: at }, ago(72 * 60 * minute), 'en')).toBe(clockTime(at, true))
  })
  test('the tooltip is UTC', () => {
    expect(utcInterval({ earliest: at, latest: at })).toBe('2019-10-19 13:30:00 UTC')
    expect(utcInterval({ earliest: null, latest: at })).toBe('… – 2019-10-19 13:30:00 UTC')
  })
  test('a time goes through an input and back', () => {
    expect(fromLocalInput(toLocalInput(at))).toBe(at)
    expect(fromLocalInput('')).toBeNull()
    expect(toLocalInput('whenever')).toBe('')
  })
})

test('values read as a person would write them', () => {
  expect(valueText(null)).toBe('–')
  expect(valueText(['a', 'b'])).toBe('a, b')
  expect(valueText(false)).toBe('false')
  expect(valueText(at)).toBe(clockTime(at, true))
  expect(valueText({ earliest: at, latest: at })).toBe(clockTime(at, true))
  expect(bytes(512)).toBe('512 B')
  expect(bytes(41_943_040)).toBe('40 MB')
  expect(displayWidth('总计 1')).toBe(6)
})

test('findings of one cause are one group, the gravest first, the first of a cause speaking', () => {
  const finding = (cause: string, severity: Severity, key: string): Finding => ({
    rule: 'pod-not-ready',
    severity,
    certainty: 'proven',
    subject: { probe: 'kubectl-get-pods', place: '', key },
    since: { earliest: null, latest: null },
    params: {},
    evidence: [],
    cause,
  })
  const groups = groupsByCause([
    finding('x', 'info', '1'),
    finding('n', 'warning', '2'),
    finding('n', 'critical', '3'),
    finding('w', 'warning', '4'),
  ])
  expect(groups.map(({ cause, head, rest }) => [cause, head.subject.key, rest.length])).toEqual([
    ['n', '2', 1],
    ['w', '4', 0],
    ['x', '1', 0],
  ])
})

describe('languages', () => {
  const flat = (texts: object, path = ''): [string, string][] =>
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flat(value, `${path}${key}.`),
    )
  test('have the same keys and the same blanks to fill in', () => {
    const blanks = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort()
    const chinese = new Map(flat(zh))
    expect([...chinese.keys()]).toEqual(flat(en).map(([key]) => key))
    for (const [key, text] of flat(en)) expect([key, blanks(chinese.get(key) ?? '')]).toEqual([key, blanks(text)])
  })
  test('the remembered one wins, then the system’s', () => {
    expect(initialLanguage(null, 'zh-CN')).toBe('zh')
    expect(initialLanguage(null, 'de')).toBe('en')
    expect(initialLanguage('en', 'zh-CN')).toBe('en')
    expect(initialLanguage('xx', 'zh')).toBe('zh')
  })
})

test('the remembered layout is taken as far as it makes sense', () => {
  expect(initialLayout(null)).toEqual(usualLayout)
  expect(initialLayout('nonsense')).toEqual(usualLayout)
  expect(initialLayout('null')).toEqual(usualLayout)
  expect(initialLayout('{"timelineShare":0.6,"evidenceShare":7,"tab":"pods","textScale":1.3,"even":true}')).toEqual({
    ...usualLayout,
    timelineShare: 0.6,
    tab: 'pods',
    textScale: 1.3,
    even: true,
  })
})
