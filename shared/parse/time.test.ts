import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromIso, toIso } from './time.ts'

const times = fc.double({ min: -8.64e15, max: 8.64e15, noNaN: true })

test('times are written as Date writes them', () => {
  fc.assert(
    fc.property(fc.oneof(times, fc.integer({ min: -1e14, max: 2e14 })), (ms) => {
      expect(toIso(ms)).toBe(new Date(ms).toISOString())
    }),
    { numRuns: 2000 },
  )
})

test('stamps are read as Date reads them', () => {
  const two = fc.integer({ min: 0, max: 99 }).map((count) => String(count).padStart(2, '0'))
  const stamps = fc
    .tuple(fc.integer({ min: 1969, max: 2040 }), fc.integer({ min: 0, max: 13 }), two, two, two, two)
    .map(([y, mo, d, h, mi, s]) => `${y}-${String(mo).padStart(2, '0')}-${d}T${h}:${mi}:${s}Z`)
  fc.assert(
    fc.property(fc.oneof(stamps, fc.string(), fc.string({ minLength: 20, maxLength: 20 })), (stamp) => {
      expect(fromIso(stamp)).toBe(Date.parse(stamp))
    }),
    { numRuns: 3000 },
  )
  expect(fromIso('2019-10-19T24:00:00Z')).toBe(Date.parse('2019-10-20T00:00:00Z'))
  expect(fromIso('2019-02-31T01:00:00Z')).toBe(Date.parse('2019-02-31T01:00:00Z'))
})
