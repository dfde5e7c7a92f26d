import { describe, expect, test } from 'vitest'
import { courseOf, seriesOf } from '../../renderer/history/course.ts'
import type { HistoryPoint } from '../../shared/contract/contract.ts'
import type { Fields } from '../../shared/model.ts'

const point = (minute: number, fields: Fields | null, covered = true): HistoryPoint => ({
  snapshot: `s${minute}`,
  takenAt: new Date(Date.UTC(2019, 9, 19, 13, minute)).toISOString(),
  fields,
  state: fields === null ? (covered ? 'absent' : 'not-collected') : String(fields.status),
  health: 'fine',
  covered,
  evidence: null,
})
const running = (restarts: number, more: Fields = {}) => ({ status: 'Running', restarts, ...more })
const course = (points: HistoryPoint[]) =>
  courseOf('kubectl-get-pods', points).map(({ kind, point: { snapshot } }) => `${kind} ${snapshot}`)

describe('the course of one thing', () => {
  test('each change with the look before it', () => {
    const steps = courseOf('kubectl-get-pods', [point(0, running(0)), point(5, running(0)), point(9, running(3))])
    expect(steps.map(({ kind, point: { snapshot } }) => [kind, snapshot])).toEqual([
      ['first', 's0'],
      ['changed', 's9'],
    ])
    expect(steps[1]?.before?.snapshot).toBe('s5')
    expect(steps[1]?.fields).toEqual([{ name: 'restarts', before: 0, after: 3 }])
  })
  test('a snapshot that did not look is a gap, never gone, and no change by itself', () => {
    expect(course([point(0, running(0)), point(5, null, false), point(6, null, false), point(9, running(0))])).toEqual([
      'first s0',
      'gap s5',
    ])
  })
  test('gone is said once, and what comes back is said to', () => {
    expect(course([point(0, running(0)), point(1, null), point(2, null), point(3, running(0))])).toEqual([
      'first s0',
      'gone s1',
      'appeared s3',
    ])
  })
  test('a change across a gap is found', () => {
    expect(course([point(0, running(0)), point(1, null, false), point(2, running(1))])).toEqual([
      'first s0',
      'gap s1',
      'changed s2',
    ])
  })
})

describe('numbers worth a chart', () => {
  test('holes stay holes; counts are shown also when they stand still, other constants not', () => {
    const series = seriesOf('kubectl-get-pods', [
      point(0, running(2, { port: 80 })),
      point(1, null, false),
      point(2, running(2, { port: 80 })),
    ])
    expect(series).toEqual([{ name: 'restarts', values: [2, null, 2], least: 2, most: 2 }])
  })
})
