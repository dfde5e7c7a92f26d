import { expect, test } from 'vitest'
import { counted, timesText } from '../../shared/words/count.ts'
import { durationRangeText, durationText } from '../../shared/words/duration.ts'
import { intervalText, momentText, zoneName } from '../../shared/words/moment.ts'

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000]

test.each([
  [0, '0 s', '0 秒'],
  [0.1234, '0.123 ms', '0.123 毫秒'],
  [340, '340 ms', '340 毫秒'],
  [9530, '9 s', '9 秒'],
  [59 * second, '59 s', '59 秒'],
  [1526 * second, '25 min 26 s', '25 分钟 26 秒'],
  [15 * minute, '15 min', '15 分钟'],
  [57_606 * second, '16 h', '16 小时'],
  [16 * hour + 5 * minute, '16 h 5 min', '16 小时 5 分钟'],
  [57_606 * minute, '40 d', '40 天'],
  [day + hour + minute, '1 d 1 h', '1 天 1 小时'],
  [-90 * second, '−1 min 30 s', '−1 分钟 30 秒'],
])('a length of %d ms', (ms, en, zh) => {
  expect([durationText(ms, 'en'), durationText(ms, 'zh')]).toEqual([en, zh])
})

test.each([
  [9 * minute, 10 * minute, '9–10 min'],
  [90 * second, 100 * second, '90–100 s'],
  [9 * minute, 9 * minute, '9 min'],
  [null, 3 * minute, '≤ 3 min'],
  [50 * hour, null, '≥ 2 d'],
  [2.5 * hour, 3.5 * hour, '2–4 h'],
  [null, null, ''],
])('bounds of a length: %d to %d ms', (least, most, text) => {
  expect(durationRangeText(least, most, 'en')).toBe(text)
})

test('one is one, and others are many', () => {
  expect([0, 1, 2].map((count) => counted(count, 'container'))).toEqual(['0 containers', '1 container', '2 containers'])
  expect([counted(1, 'entry', 'entries'), counted(21, 'entry', 'entries')]).toEqual(['1 entry', '21 entries'])
  expect([1, 2, 3].map(timesText)).toEqual(['once', 'twice', '3 times'])
})

test('a moment names its zone, and a day is said once', () => {
  expect(momentText('2019-10-19T13:28:12.500Z')).toBe('2019-10-19 13:28:12 UTC')
  expect(momentText('not a time')).toBe('not a time')
  expect([0, 480, -210, 345].map(zoneName)).toEqual(['UTC', 'UTC+8', 'UTC−3:30', 'UTC+5:45'])
  const between = (earliest: string | null, latest: string | null) => intervalText({ earliest, latest }, 'en')
  expect(between('2019-10-19T13:28:12Z', '2019-10-19T13:31:00Z')).toBe('2019-10-19 13:28:12 – 13:31:00 UTC')
  expect(between('2019-10-19T23:59:00Z', '2019-10-20T00:01:00Z')).toBe('2019-10-19 23:59:00 – 2019-10-20 00:01:00 UTC')
  expect(between('2019-10-19T13:28:12.000Z', '2019-10-19T13:28:12.900Z')).toBe('2019-10-19 13:28:12 UTC')
  expect(between(null, '2019-10-19T13:28:12Z')).toBe('2019-10-19 13:28:12 UTC or earlier')
  expect(between('2019-10-19T13:28:12Z', null)).toBe('2019-10-19 13:28:12 UTC or later')
  expect(between(null, null)).toBe('')
})
