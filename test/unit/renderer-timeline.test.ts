import { describe, expect, test } from 'vitest'
import { aroundIncident, orderedPair } from '../../renderer/library/pair-choice.ts'
import { evenAxis, evenStep, nearest, ticks, timeAt, xOf } from '../../renderer/timeline/axis.ts'
import { groupLanes, rowsOf } from '../../renderer/timeline/lane-groups.ts'
import { beganWithin, hasChanged, hasTrouble, spanAt } from '../../renderer/timeline/lanes.ts'
import { troubleCounts } from '../../renderer/timeline/trouble.ts'
import { held, wholeWindow, zoomed } from '../../renderer/timeline/window.ts'
import { whereaboutsOfSubject } from '../../shared/compare/whereabouts.ts'
import type { Health, Lane } from '../../shared/model.ts'

const at = (minute: number) => new Date(Date.UTC(2019, 9, 19, 13, minute)).toISOString()
const lane = (probe: string, key: string, states: [string, Health][]): Lane => ({
  probe,
  place: '',
  key,
  label: key,
  ...whereaboutsOfSubject({ probe, place: '', key }),
  spans: states.map(([state, health], index) => ({
    fromSnapshot: index,
    toSnapshot: index,
    from: at(index),
    to: at(index),
    state,
    health,
  })),
})
const steady = lane('docker-ps', 'grafana', [
  ['running', 'fine'],
  ['not-collected', 'unknown'],
  ['running', 'fine'],
])
const fell = lane('nova-service-list', 'nova-conductor@nova-service', [
  ['up', 'fine'],
  ['down', 'bad'],
])
const stuck = lane('kubectl-get-pods', 'default/ceilometer', [['ContainerCreating', 'attention']])
const gone = lane('kubectl-get-pods', 'default/novarc-1lj17', [
  ['Running', 'fine'],
  ['absent', 'unknown'],
])
const lanes = [steady, stuck, fell, gone]
const all = { onlyChanged: false, onlyNotFine: false, search: '' }
const keys = (filter: Partial<typeof all>) =>
  groupLanes(lanes, { ...all, ...filter }).flatMap((group) => group.lanes.map(({ key }) => key))

describe('lanes', () => {
  test('a gap between two equal states is no change; vanishing is one', () => {
    expect(hasChanged(steady)).toBe(false)
    expect(hasChanged(fell)).toBe(true)
    expect(hasChanged(gone)).toBe(true)
  })
  test('not collected is no trouble', () => {
    expect(hasTrouble(steady)).toBe(false)
    expect(hasTrouble(stuck)).toBe(true)
  })
  test('services come first, and the filters narrow', () => {
    expect(keys({})).toEqual(['nova-conductor@nova-service', 'default/ceilometer', 'default/novarc-1lj17', 'grafana'])
    expect(keys({ onlyChanged: true })).toEqual(['nova-conductor@nova-service', 'default/novarc-1lj17'])
    expect(keys({ onlyNotFine: true })).toEqual(['nova-conductor@nova-service', 'default/ceilometer'])
    expect(keys({ search: 'NOVA  conductor' })).toEqual(['nova-conductor@nova-service'])
  })
  test('a kind that the filter empties is still listed, with its total', () => {
    const group = groupLanes(lanes, { ...all, onlyChanged: true }).find(({ probe }) => probe === 'docker-ps')
    expect(group).toMatchObject({ lanes: [], total: 1 })
  })
  test('grouped by where they are: the host, the node, the workload; empty ones are left out', () => {
    const onNode = { ...steady, place: 'node-1', host: 'node-1' }
    const by = (filter: Partial<typeof all>) =>
      groupLanes([onNode, fell, gone], { ...all, by: 'where', ...filter }).map(({ probe, lanes: { length } }) => [
        probe,
        length,
      ])
    expect(by({})).toEqual([
      ['node-1', 1],
      ['nova-service', 1],
      ['novarc', 1],
    ])
    expect(by({ search: 'grafana' })).toEqual([['node-1', 1]])
  })
  test('a closed group keeps its heading', () => {
    const rows = rowsOf(groupLanes(lanes, all), new Set(['kubectl-get-pods']))
    expect(rows.map((row) => (row.kind === 'group' ? `# ${row.group.probe}` : row.lane.key))).toEqual([
      '# nova-service-list',
      'nova-conductor@nova-service',
      '# kubectl-get-pods',
      '# docker-ps',
      'grafana',
    ])
  })
  test('the span of a snapshot', () => {
    expect(spanAt(fell, 1)?.state).toBe('down')
    expect(spanAt(fell, 2)).toBeUndefined()
  })
})

describe('time', () => {
  const scale = { fromMs: 0, toMs: 3_600_000, left: 100, width: 600 }
  test('distance is true to time, both ways', () => {
    expect(xOf(scale, 1_800_000)).toBe(400)
    expect(timeAt(scale, xOf(scale, 123_456))).toBeCloseTo(123_456, 3)
  })
  test('the whole has air around it, and one moment has an hour', () => {
    const whole = wholeWindow([1000, 101_000])
    expect(whole.fromMs).toBeLessThan(1000)
    expect(whole.toMs).toBeGreaterThan(101_000)
    expect(wholeWindow([5_000_000])).toEqual({ fromMs: 3_200_000, toMs: 6_800_000 })
  })
  test('zooming keeps the moment under the pointer and stays within the whole', () => {
    const whole = { fromMs: 0, toMs: 3_600_000 }
    const near = zoomed(whole, whole, 900_000, 0.5)
    expect(near).toEqual({ fromMs: 450_000, toMs: 2_250_000 })
    expect(zoomed(near, whole, 900_000, 100)).toEqual(whole)
    expect(held({ fromMs: -500, toMs: 500 }, whole)).toEqual({ fromMs: 0, toMs: 1000 })
  })
  test('ticks are round local times, not too close', () => {
    const shown = ticks(scale, 70, 0)
    expect(shown).toEqual([0, 600_000, 1_200_000, 1_800_000, 2_400_000, 3_000_000, 3_600_000])
    // Half past is a full hour in a zone with a half-hour offset.
    expect(ticks({ ...scale, width: 100 }, 90, 1_800_000)).toEqual([1_800_000])
  })
  test('ten years of time do not make endless ticks', () => {
    expect(ticks({ ...scale, toMs: 10 * 365 * 86_400_000 }, 70, 0).length).toBeLessThan(12)
  })
  test('the nearest snapshot', () => {
    const moments = [0, 100, 1000]
    expect([-5, 49, 51, 560, 9999].map((ms) => nearest(moments, ms))).toEqual([0, 0, 1, 2, 2])
    expect(nearest([], 5)).toBe(-1)
  })
})

describe('A and B', () => {
  test('stay in order of time, whichever moves', () => {
    expect(orderedPair('a', 5, 3)).toEqual({ a: 3, b: 5 })
    expect(orderedPair('b', 1, 3)).toEqual({ a: 1, b: 3 })
    expect(orderedPair('b', 3, 3)).toEqual({ a: 3, b: 3 })
  })
  test('around an incident: the last complete one ahead, the first complete one behind', () => {
    const moments = [true, true, false, false, true].map((complete, index) => ({ takenAtMs: index * 10, complete }))
    expect(aroundIncident(moments, 25)).toEqual({ a: 1, b: 4 })
    expect(aroundIncident(moments, 20)).toEqual({ a: 1, b: 4 })
    expect(aroundIncident(moments.slice(2, 4), 25)).toEqual({ a: 0, b: 1 })
    expect(aroundIncident(moments, 99)).toEqual({ a: 4, b: 4 })
    expect(aroundIncident([], 1)).toBeNull()
  })
})

describe('even steps', () => {
  const moments = [0, 60_000, 3_600_000].map((ms) => ms + 1_000_000)
  const axis = evenAxis(moments)
  test('snapshots stand at equal distances, and what lies between them keeps its share', () => {
    expect(moments.map(axis.positionOf)).toEqual([0, evenStep, 2 * evenStep])
    expect(axis.positionOf(1_030_000)).toBe(evenStep / 2)
  })
  test('there and back, also outside', () => {
    for (const ms of [500_000, 1_000_000, 1_030_000, 2_000_000, 4_600_000, 9_000_000])
      expect(axis.timeOf(axis.positionOf(ms))).toBeCloseTo(ms, 3)
  })
  test('one snapshot, or two at once, need no steps', () => {
    expect(evenAxis([5]).positionOf(7)).toBe(7)
    expect(Number.isFinite(evenAxis([5, 5, 9]).positionOf(5))).toBe(true)
  })
})

test('trouble is counted for each snapshot; what was not collected counts as not seen, never as fine', () => {
  expect(troubleCounts(lanes, 3)).toEqual({ bad: [1, 1, 0], seen: [4, 2, 1] })
})

describe('how sure the beginning of a state is', () => {
  test('between the last look that saw another and the first that saw it', () => {
    expect(beganWithin(fell, fell.spans[1]!)).toEqual({ from: at(0), to: at(1), blind: false })
  })
  test('the first look says nothing of before', () => {
    expect(beganWithin(stuck, stuck.spans[0]!)).toEqual({ from: null, to: at(0), blind: false })
  })
  test('a gap widens it, and the same state behind a gap began before the gap', () => {
    const lost = lane('docker-ps', 'x', [
      ['running', 'fine'],
      ['not-collected', 'unknown'],
      ['exited', 'bad'],
    ])
    expect(beganWithin(lost, lost.spans[2]!)).toEqual({ from: at(0), to: at(2), blind: true })
    expect(beganWithin(steady, steady.spans[2]!)).toEqual({ from: null, to: at(0), blind: true })
  })
})
