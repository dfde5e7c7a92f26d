import i18next from 'i18next'
import { describe, expect, test } from 'vitest'
import { initialLanguage, initialLayout, usualLayout } from '../../renderer/preferences/preferences.ts'
import { clockTime, displayWidth, since } from '../../renderer/words/format.ts'
import { fromLocalInput, toLocalInput } from '../../renderer/words/local-input.ts'
import { en } from '../../renderer/words/locales/en.ts'
import { zh } from '../../renderer/words/locales/zh.ts'

const at = '2019-10-19T13:30:00.000Z'
const ago = (ms: number) => new Date(Date.parse(at) - ms).toISOString()
const minute = 60_000

describe('moments', () => {
  test('since: a range, one time, or an open end, with the date only on another day', () => {
    const early = ago(2 * minute)
    expect(since({ earliest: early, latest: at }, at, 'en')).toBe(`${clockTime(early)}–${clockTime(at)}`)
    expect(since({ earliest: at, latest: at }, at, 'en')).toBe(clockTime(at))
    expect(since({ earliest: null, latest: at }, at, 'en')).toBe(`${clockTime(at)} or earlier`)
    expect(since({ earliest: at, latest: null }, at, 'zh')).toBe(`${clockTime(at)} 或更晚`)
    expect(since({ earliest: at, latest: at }, ago(72 * 60 * minute), 'en')).toBe(clockTime(at, true))
  })
  test('a time goes through an input and back', () => {
    expect(fromLocalInput(toLocalInput(at))).toBe(at)
    expect(fromLocalInput('')).toBeNull()
    expect(toLocalInput('whenever')).toBe('')
  })
})

test('wide characters take two columns', () => expect(displayWidth('总计 1')).toBe(6))

describe('languages', () => {
  const flat = (texts: object, path = ''): [string, string][] =>
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flat(value, `${path}${key}.`),
    )
  const nameOf = (key: string) => key.replace(/_(one|other)$/, '')
  test('have the same keys and the same blanks to fill in', () => {
    const blanks = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort()
    const chinese = new Map(flat(zh))
    expect([...chinese.keys()]).toEqual([...new Set(flat(en).map(([key]) => nameOf(key)))])
    for (const [key, text] of flat(en))
      expect([key, blanks(chinese.get(nameOf(key)) ?? '')]).toEqual([key, blanks(text)])
  })
  test('English says one and many, each with its own words', () => {
    const english = new Map(flat(en))
    const plurals = [...english.keys()].filter((key) => key.endsWith('_one'))
    expect(plurals.length).toBeGreaterThan(10)
    for (const key of plurals) expect(english.get(`${nameOf(key)}_other`)).not.toBe(english.get(key))
    for (const [key, text] of english) expect([key, text]).not.toEqual([key, expect.stringMatching(/\w\(s\)/)])
  })
  test('Chinese texts are Chinese, but for the letters of snapshots', () => {
    const letters = ['A | B', 'B']
    const foreign = flat(zh).filter(([, text]) => !/\p{Script=Han}/u.test(text) && !letters.includes(text))
    expect(foreign).toEqual([])
  })
  test('a count is told in its plural', async () => {
    await i18next.init({
      lng: 'en',
      fallbackLng: 'en',
      resources: { en: { translation: en }, zh: { translation: zh } },
    })
    const told = (language: string, count: number) => i18next.t('timeline.snapshots', { lng: language, count })
    expect([told('en', 1), told('en', 2), told('zh', 1), told('zh', 2)]).toEqual([
      '1 snapshot',
      '2 snapshots',
      '1 个快照',
      '2 个快照',
    ])
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
