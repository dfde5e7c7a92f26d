import { expect, test } from 'vitest'
import { lookOf } from './look.ts'

const snapshot = { takenAtMs: 1_000_000, takenAtInferred: null, source: 'ssh', nodes: [] } as const
const section = { node: 'c1', startedAtMs: 1_002_000, endedAtMs: 1_005_000 }

test('a command looked at some moment between its start and its end', () => {
  expect(lookOf(snapshot, section)).toEqual({ fromMs: 1_002_000, toMs: 1_005_000, isTimed: true, clock: '' })
})

test('an end ahead of the start is none', () => {
  expect(lookOf(snapshot, { ...section, endedAtMs: 0 }).toMs).toBe(1_002_000)
})

test('an inferred time measures nothing; a section without a time has that of its snapshot', () => {
  const takenAtInferred = { code: 'text', params: {} }
  const look = lookOf({ ...snapshot, takenAtInferred }, { ...section, startedAtMs: 0, endedAtMs: 0 })
  expect(look).toEqual({ fromMs: 1_000_000, toMs: 1_000_000, isTimed: false, clock: '' })
})

test('what was made on the node is timed by its own clock, and what was typed lies around the time that was asked for', () => {
  expect(lookOf({ ...snapshot, source: 'file' }, section)).toMatchObject({ clock: 'c1', fromMs: 1_002_000 })
  for (const source of ['transcript', 'file'] as const) {
    const byHand = lookOf({ ...snapshot, source }, { ...section, endedAtMs: section.startedAtMs })
    expect(byHand).toEqual({ fromMs: 942_000, toMs: 1_062_000, isTimed: true, clock: 'c1' })
  }
})
