import { expect, test } from 'vitest'
import { readDate } from './date-output.ts'

const firstOf = (line: string) => new Date(readDate(line)?.readings[0]?.atMs ?? Number.NaN).toISOString()

test.each([
  ['Sat Oct 19 21:30:11 CST 2019', '2019-10-19T13:30:11.000Z'],
  ['Sat Oct 19 09:30:11 PM CST 2019', '2019-10-19T13:30:11.000Z'],
  ['Sat Oct 19 12:30:11 AM UTC 2019', '2019-10-19T00:30:11.000Z'],
  ['Sat Oct  5 09:30:11 UTC 2019', '2019-10-05T09:30:11.000Z'],
  ['Sat Oct  5 09:30:11 -03 2019', '2019-10-05T12:30:11.000Z'],
  ['2019年 10月 19日 星期六 21:30:11 CST', '2019-10-19T13:30:11.000Z'],
  ['2019年 10月 19日 星期六 下午 09:30:11 CST', '2019-10-19T13:30:11.000Z'],
  ['Sat 19 Oct 2019 09:30:11 PM CST', '2019-10-19T13:30:11.000Z'],
  ['Sat 19 Oct 21:30:11 CST 2019', '2019-10-19T13:30:11.000Z'],
  ['2019年10月19日 星期六 21:30:11 CST', '2019-10-19T13:30:11.000Z'],
  ['西元2019年10月19日 (週六) 21時30分11秒 CST', '2019-10-19T13:30:11.000Z'],
  ['2019年10月19日 21时30分11秒 CST', '2019-10-19T13:30:11.000Z'],
  // As date of coreutils 9.1 prints it in the locales of glibc 2.36.
  ['2026年 03月 05日 星期四 21:30:11 CST', '2026-03-05T13:30:11.000Z'],
  ['2026年  3月  5日 木曜日 21:30:11 JST', '2026-03-05T12:30:11.000Z'],
  ['2026. 03. 05. (목) 21:30:11 KST', '2026-03-05T12:30:11.000Z'],
  ['Do 5. Mär 21:30:11 CET 2026', '2026-03-05T20:30:11.000Z'],
  ['jeu. 05 mars 2026 21:30:11 CET', '2026-03-05T20:30:11.000Z'],
  ['jeu. 06 août 2026 21:30:11 CEST', '2026-08-06T19:30:11.000Z'],
  ['Чт 05 мар 2026 21:30:11 MSK', '2026-03-05T18:30:11.000Z'],
  ['jue 05 mar 2026 21:30:11 -03', '2026-03-06T00:30:11.000Z'],
  ['gio 5 mar 2026, 21:30:11, CET', '2026-03-05T20:30:11.000Z'],
  ['czw, 5 mar 2026, 21:30:11 CET', '2026-03-05T20:30:11.000Z'],
  ['do  5 mrt 2026 21:30:11 CET', '2026-03-05T20:30:11.000Z'],
  ['Thu  5 Mar 21:30:11 GMT 2026', '2026-03-05T21:30:11.000Z'],
  ['2019-10-19T21:30:11Z', '2019-10-19T21:30:11.000Z'],
  ['2019-10-19T21:30:11+0800', '2019-10-19T13:30:11.000Z'],
  ['2019-10-19 21:30:11+08:00', '2019-10-19T13:30:11.000Z'],
])('%s', (line, iso) => {
  expect(firstOf(line)).toBe(iso)
})

test('a zone of one meaning has one reading, CST has three, an unknown one has none', () => {
  const zonesOf = (line: string) => readDate(line)?.readings.map(({ zoneOffsetMinutes }) => zoneOffsetMinutes)
  expect(zonesOf('Sat Oct 19 21:30:11 JST 2019')).toEqual([540])
  expect(zonesOf('Sat Oct 19 21:30:11 CST 2019')).toEqual([480, -360, -300])
  expect(zonesOf('Sat Oct 19 21:30:11 XYZ 2019')).toEqual([])
})

test.each([
  'Sat 19 Oct 21:30:11 CST',
  'Sat Oct 99 21:30:11 CST 2019',
  'Sun Feb 30 21:30:11 UTC 2020',
  '2019-10-19T24:30:11Z',
  'cloudos1',
  'nova-api 19 Oct 2019 21:30:11 CST',
  'Sat 19 Oct 2019 20 21:30:11 CST',
  '',
])('%j is none', (line) => {
  expect(readDate(line)).toBeNull()
})
