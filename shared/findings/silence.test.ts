import { describe, expect, test } from 'vitest'
import { judge, node, type Output, services, view } from '../../test/support/site-views.ts'
import type { SnapshotView } from '../compare/view.ts'
import { written } from '../messages/written.ts'
import type { Event, Finding } from '../model.ts'

const [c1, c2] = ['c1', 'c2'] as const
/** Clocks of two controllers, in seconds ahead of the collector's. */
const clocks = (ofC1: number, ofC2 = 0) => ({
  nodes: [
    node({ name: c1, address: '10.0.0.1', clockOffsetMs: ofC1 * 1000 }),
    node({ name: c2, address: '10.0.0.2', clockOffsetMs: ofC2 * 1000 }),
  ],
})
const listed = (...lines: string[]): Output => ({ ...services(...lines), node: c2 })
const conductor = (state: string, beat: string) => `nova-conductor ${c1} enabled ${state} ${beat}`
const said = (findings: Finding[]): string[] =>
  findings
    .filter(({ rule }) => rule.startsWith('service-'))
    .map(({ rule, certainty, subject }) => `${certainty} ${rule} ${subject.key}`)

const up = (at = clocks(0)) => view(0, [listed(conductor('up', '00:00:00'))], at)
const went = (...views: SnapshotView[]) => said(judge([up(), ...views]))

describe('a service that its list calls down', () => {
  test('is silent where its heartbeat is old by the clock of who wrote it', () => {
    expect(went(view(20, [listed(conductor('down', '00:15:00'))], clocks(0)))).toEqual([
      'proven service-went-down nova-conductor@c1',
    ])
    // 00:20:00 by a clock that is five minutes ahead.
    const ahead = clocks(300)
    expect(said(judge([up(ahead), view(20, [listed(conductor('down', '00:20:00'))], ahead)]))).toEqual([
      'proven service-went-down nova-conductor@c1',
    ])
  })

  test('is not while that clock explains it: nothing is said but of the clock', () => {
    const findings = judge([up(), view(20, [listed(conductor('down', '00:24:58'))], clocks(300))])
    expect(said(findings)).not.toContain('proven service-went-down nova-conductor@c1')
    const settled = judge([up(clocks(300)), view(20, [listed(conductor('down', '00:24:58'))], clocks(300))])
    expect(settled.map(({ rule }) => rule)).toEqual(['clock-skew'])
  })

  test('may be where the clocks are not known', () => {
    const unknown = { nodes: [node({ name: c1, clockOffsetMs: null }), node({ name: c2, clockOffsetMs: null })] }
    expect(said(judge([up(unknown), view(20, [listed(conductor('down', '00:15:00'))], unknown)]))).toEqual([
      'possible service-went-down nova-conductor@c1',
    ])
  })

  test('is silent where the same heartbeat stood there long enough, whatever the clocks are', () => {
    const unknown = { nodes: [node({ name: c2, clockOffsetMs: null })] }
    const frozen = (minute: number, state: string) => view(minute, [listed(conductor(state, '00:00:00'))], unknown)
    expect(said(judge([frozen(0, 'up'), frozen(1, 'down')]))).toEqual(['possible service-went-down nova-conductor@c1'])
    expect(said(judge([frozen(0, 'up'), frozen(2, 'down')]))).toEqual(['proven service-went-down nova-conductor@c1'])
  })

  test('without any time: by those that went on', () => {
    const pasted = { nodes: [node({ name: c2, clockOffsetMs: null })], takenAtInferred: written('from the file') }
    const at = (minute: number, state: string, peer: string) =>
      view(minute, [listed(conductor(state, '00:00:00'), `nova-scheduler ${c2} enabled up ${peer}`)], pasted)
    expect(said(judge([at(0, 'up', '00:00:03'), at(2, 'down', '00:05:03')]))).toEqual([
      'proven service-went-down nova-conductor@c1',
    ])
    expect(said(judge([at(0, 'up', '00:00:03'), at(2, 'down', '00:00:33')]))).toEqual([
      'possible service-went-down nova-conductor@c1',
    ])
  })

  test('is silent where it was stopped behind its last heartbeat, on its own host', () => {
    const unknown = { nodes: [node({ name: c2, clockOffsetMs: null })], takenAtInferred: written('from the file') }
    const stop = (host: string): Event => ({
      at: { earliest: '2026-11-24T00:00:05.000Z', latest: '2026-11-24T00:00:05.000Z' },
      node: host,
      kind: 'service-stopped',
      subject: 'nova-conductor',
      text: 'systemctl stop openstack-nova-conductor',
      line: null,
    })
    const other = `nova-conductor ${c2} enabled up 00:02:00`
    const views = [
      view(0, [listed(conductor('up', '00:00:00'), other)], unknown),
      view(2, [listed(conductor('down', '00:00:01'), other)], unknown),
    ]
    expect(said(judge(views, [stop(c1)]))).toEqual(['proven service-went-down nova-conductor@c1'])
    expect(said(judge(views, [stop(c2)]))).toEqual(['possible service-went-down nova-conductor@c1'])
  })
})

test('times down count only where it was silent', () => {
  const ahead = clocks(300)
  const at = (minute: number, state: string, beat: string) => view(minute, [listed(conductor(state, beat))], ahead)
  const beating = [at(1, 'down', '00:05:58'), at(2, 'up', '00:06:58'), at(3, 'down', '00:07:58')]
  expect(said(judge(beating))).toEqual([])
  const silent = [at(10, 'down', '00:06:00'), at(20, 'up', '00:24:58'), at(30, 'down', '00:26:00')]
  expect(said(judge(silent))).toContain('proven service-flapping nova-conductor@c1')
})
