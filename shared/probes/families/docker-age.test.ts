import { expect, test } from 'vitest'
import { dockerAge } from './docker-age.ts'

test.each([
  ['Less than a second', '20.10.24', 0, 1 / 3600],
  ['About a minute', '20.10.24', 1 / 60, 2 / 60],
  ['About an hour', '20.10.24', 1, 1.5],
  ['About an hour', '18.09.7', 46 / 60, 1.5],
  ['About an hour', '1.12.6', 1, 2],
  ['About an hour', null, 46 / 60, 2],
  ['3 hours', '19.03.1', 2.5, 3.5],
  ['3 hours', '17.03.2-ce', 3, 4],
  ['3 hours', '17.06.0-ce', 2.5, 3.5],
  ['3 hours', null, 2.5, 4],
  ['2 days', '20.10.24', 47.5, 71.5],
  ['2 days', null, 47.5, 72],
  ['2 weeks', '20.10.24', 335.5, 503.5],
  ['1 year', '20.10.24', 8760, 17_520],
  // podman has a version of its own.
  ['3 hours', '4.9.4', 2.5, 4],
])('%s, printed by %s', (text, version, minHours, maxHours) => {
  const bounds = dockerAge(text, version)
  expect([(bounds?.minMs ?? 0) / 3_600_000, (bounds?.maxMs ?? 0) / 3_600_000]).toEqual([minHours, maxHours])
})

test('what is no duration has no bounds', () => expect(dockerAge('yesterday', null)).toBeNull())
