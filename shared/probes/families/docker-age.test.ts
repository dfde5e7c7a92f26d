import { expect, test } from 'vitest'
import { dockerAge } from './docker-age.ts'

test.each([
  ['Less than a second', 0, 1 / 3600],
  ['About a minute', 1 / 60, 2 / 60],
  ['About an hour', 1, 1.5],
  ['3 hours', 2.5, 3.5],
  ['2 days', 47.5, 72],
  ['2 weeks', 335.5, 504],
])('%s', (text, minHours, maxHours) => {
  const bounds = dockerAge(text)
  expect([(bounds?.minMs ?? 0) / 3_600_000, (bounds?.maxMs ?? 0) / 3_600_000]).toEqual([minHours, maxHours])
})
