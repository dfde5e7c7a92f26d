import { expect, test } from 'vitest'
import { type MeasuredSnapshot, siteClocks } from './clocks.ts'

/** A snapshot `minutes` in that measured these clocks, each within two seconds of asking. */
function measured(minutes: number, offsets: Record<string, number | null>): MeasuredSnapshot {
  const takenAtMs = minutes * 60_000
  const names = Object.keys(offsets)
  return {
    takenAtMs,
    takenAtInferred: null,
    source: 'ssh',
    nodes: names.map((name) => ({ name, address: `10.0.0.${name.at(-1)}`, clockOffsetMs: offsets[name] ?? null })),
    sections: names.map((node) => ({ node, probe: 'host', startedAtMs: takenAtMs, endedAtMs: takenAtMs + 2000 })),
  }
}
const at = (minutes: number) => minutes * 60_000

test('an offset is right within half a second and half the wait', () => {
  const clocks = siteClocks([measured(1, { c1: 300 })])
  expect(clocks.offset('c1', at(1), at(1))).toEqual({ leastMs: -1200, mostMs: 1800 })
  expect(clocks.offset('c1', at(90), at(99))).toEqual({ leastMs: -1200, mostMs: 1800 })
  expect(clocks.offset('c2', at(1), at(1))).toBeNull()
})

test('between two measurements that differ a clock had either', () => {
  const clocks = siteClocks([measured(10, { c1: 0 }), measured(20, { c1: 300_000 }), measured(30, { c1: 300_000 })])
  expect(clocks.offset('c1', at(12), at(15))).toEqual({ leastMs: -1500, mostMs: 301_500 })
  expect(clocks.offset('c1', at(22), at(25))).toEqual({ leastMs: 298_500, mostMs: 301_500 })
  expect(clocks.offset('c1', at(5), at(10))).toEqual({ leastMs: -1500, mostMs: 1500 })
})

test('clocks of several nodes lie as far apart as they were measured, and unknown ones might anywhere', () => {
  const clocks = siteClocks([measured(1, { c1: 0, c2: 60_000 }), measured(2, { c3: null })])
  expect(clocks.spread(['c1', 'c2'], at(1), at(2))).toBe(63_000)
  expect(clocks.spread(['c1', 'c3'], at(1), at(2))).toBeNull()
  expect(clocks.spread(null, at(1), at(2))).toBeNull()
  expect(siteClocks([measured(1, { c1: 0, c2: 60_000 })]).spread(null, at(1), at(2))).toBe(63_000)
})

test('a node that no longer answers goes by its address', () => {
  const silent = { ...measured(2, {}), nodes: [{ name: '10.0.0.1', address: '10.0.0.1', clockOffsetMs: null }] }
  const clocks = siteClocks([measured(1, { c1: 0 }), silent])
  expect(clocks.nodeNamed('10.0.0.1')).toBe('c1')
  expect(clocks.nodeNamed('elsewhere')).toBeNull()
  expect(clocks.spread(null, at(1), at(2))).toBe(3000)
})

test('a clock that was held against itself is not measured', () => {
  expect(siteClocks([{ ...measured(1, { c1: 0 }), source: 'file' }]).offset('c1', at(1), at(1))).toBeNull()
})
