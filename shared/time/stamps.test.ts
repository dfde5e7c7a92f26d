import { expect, test } from 'vitest'
import type { Interval } from '../model.ts'
import { type MeasuredSnapshot, siteClocks } from './clocks.ts'
import { betweenLooks, lookByCollector, momentOf, narrow, type Seen, stampOf } from './stamps.ts'

/** What was seen on `node` from this second of the minute on, for two seconds; its clock was measured at once. */
function seen(clock: string, offsetMs: number | null, more: Partial<MeasuredSnapshot> = {}, node = 'c1'): Seen {
  const startedAtMs = Date.parse(`2026-11-24T${clock}Z`)
  const section = { node, probe: 'docker-ps', startedAtMs, endedAtMs: startedAtMs + 2000 }
  const host = { node, probe: 'host', startedAtMs, endedAtMs: startedAtMs }
  const nodes = [{ name: node, address: node, clockOffsetMs: offsetMs }]
  const snapshot = {
    takenAtMs: startedAtMs,
    takenAtInferred: null,
    source: 'ssh',
    nodes,
    sections: [section, host],
  } as const
  return { view: { snapshot: { ...snapshot, ...more } }, found: { section } }
}
const day = (from: string, to = from): Interval => ({
  earliest: `2026-11-24T${from}Z`,
  latest: `2026-11-24T${to}Z`,
})
const clocksOf = (...each: Seen[]) => siteClocks(each.map(({ view }) => view.snapshot))
const none = siteClocks([])
const inferred = { takenAtInferred: { code: 'text', params: {} } }

test('equal prints are equal, whatever the offset was measured to be', () => {
  // The parser took back 300 ms once, and 700 ms the other time.
  expect(stampOf(none, seen('10:00:00.000', 300), '2026-11-24T09:00:00.000Z')).toEqual(day('09:00:00.300'))
  expect(stampOf(none, seen('11:00:00.000', 700), '2026-11-24T08:59:59.600Z')).toEqual(day('09:00:00.300'))
})

test('an age counts back from a clock that was measured within bounds, or is no stamp at all', () => {
  const age = day('09:00:00.000', '09:01:00.000')
  expect(stampOf(none, seen('10:00:00.000', 60_000), age)).toEqual(day('09:00:59.500', '09:02:00.500'))
  expect(stampOf(none, seen('10:00:00.000', null), age)).toBeNull()
  expect(stampOf(none, seen('10:00:00.000', 0, inferred), age)).toBeNull()
  expect(stampOf(none, seen('10:00:00.000', 0), null)).toBeNull()
})

test('a moment on the clock of the collector, when the writer is known', () => {
  const one = seen('10:00:00.000', 60_000)
  const other = seen('10:00:01.000', -30_000, {}, 'c2')
  const clocks = clocksOf(one, other)
  // Printed as 09:01:00 by c1.
  expect(momentOf(clocks, one, '2026-11-24T09:00:00.000Z', ['c1'])).toEqual(day('08:59:59.500', '09:00:00.500'))
  expect(momentOf(clocks, one, '2026-11-24T09:00:00.000Z', ['c2'])).toEqual(day('09:01:29.500', '09:01:30.500'))
  expect(momentOf(clocks, one, '2026-11-24T09:00:00.000Z', null)).toEqual(day('08:59:59.500', '09:01:30.500'))
  expect(momentOf(clocks, one, '2026-11-24T09:00:00.000Z', ['c3'])).toBeNull()
})

test('a clock that was set: either offset, until it was measured again', () => {
  const before = seen('10:00:00.000', 0)
  const after = seen('10:30:00.000', 300_000)
  const clocks = clocksOf(before, after)
  // 10:20:00 by the clock of the node: it stood five minutes ahead by then, or not yet.
  expect(momentOf(clocks, after, '2026-11-24T10:15:00.000Z', ['c1'])).toEqual(day('10:14:59.500', '10:20:00.500'))
  // 09:00:00: long before it was set.
  expect(momentOf(clocks, after, '2026-11-24T08:55:00.000Z', ['c1'])).toEqual(day('08:59:59.500', '09:00:00.500'))
})

test('a clock that was measured at another time tells what it printed', () => {
  const measured = seen('10:00:00.000', 60_000)
  const typed = seen('10:10:00.000', null)
  const age = day('09:00:00.000', '09:01:00.000')
  expect(stampOf(clocksOf(measured, typed), typed, age)).toEqual(day('09:00:59.500', '09:02:00.500'))
})

test('a look that a node with another clock timed may lie elsewhere', () => {
  const made = seen('10:10:00.000', 0, { source: 'file' })
  expect(lookByCollector(clocksOf(seen('10:00:00.000', 60_000), made), made)).toMatchObject({
    fromMs: Date.parse('2026-11-24T10:08:59.500Z'),
    toMs: Date.parse('2026-11-24T10:10:02.000Z'),
  })
})

test('a clock that nobody measured: an age on its own node holds, a stamp and an inferred time do not', () => {
  const typed = seen('10:00:00.000', null)
  const age = day('09:00:00.000', '09:01:00.000')
  expect(momentOf(clocksOf(typed), typed, age, ['c1'])).toEqual(age)
  expect(momentOf(clocksOf(typed), typed, age, null)).toBeNull()
  expect(momentOf(clocksOf(typed), typed, '2026-11-24T09:00:00.000Z', ['c1'])).toBeNull()
  const pasted = seen('10:00:00.000', null, inferred)
  expect(momentOf(clocksOf(pasted), pasted, age, ['c1'])).toBeNull()
  const made = seen('10:00:00.000', 0, { source: 'file' })
  expect(momentOf(clocksOf(made), made, '2026-11-24T09:00:00.000Z', ['c1'])).toEqual(day('09:00:00.000'))
})

test('between two looks: from the start of the one to the end of the other', () => {
  const [one, other] = [seen('10:00:00.000', 0), seen('10:05:00.000', 0)]
  expect(betweenLooks(one, other)).toEqual(day('10:00:00.000', '10:05:02.000'))
  expect(betweenLooks(null, other)).toEqual({ earliest: null, latest: '2026-11-24T10:05:02.000Z' })
  expect(betweenLooks(one, other, day('10:04:00.000', '10:06:00.000'))).toEqual(day('10:04:00.000', '10:05:02.000'))
  expect(betweenLooks(seen('10:00:05.000', 0), one)).toEqual(day('10:00:02.000'))
})

test('what contradicts each other leaves all of it, never an end before its beginning', () => {
  expect(narrow(day('10:00:00.000', '10:01:00.000'), day('10:02:00.000', '10:03:00.000'))).toEqual(
    day('10:00:00.000', '10:03:00.000'),
  )
  const open = { earliest: '2026-11-24T10:02:00.000Z', latest: null }
  expect(narrow(day('10:00:00.000', '10:01:00.000'), open)).toEqual(day('10:00:00.000', '10:02:00.000'))
  expect(narrow({ earliest: null, latest: null }, open)).toEqual(open)
})
