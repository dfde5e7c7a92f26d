import { expect, test } from 'vitest'
import { parse, sample } from '../../../test/support/samples.ts'
import { probeNamed } from '../index.ts'

test('a table and a list', () => {
  const table = parse('kubectl-get-events', sample('kubectl-get-events/default.out'))
  expect(table.unparsed).toEqual([])
  expect(table.rows[0]?.fields).toMatchObject({ kind: 'node', reason: 'Starting', message: 'Starting kubelet.' })
  const event = {
    kind: 'Event',
    metadata: { name: 'e.1', namespace: 'default' },
    involvedObject: { kind: 'Pod', name: 'nova-0' },
    type: 'Warning',
    reason: 'FailedMount',
    message: 'no such volume',
    count: 7,
    lastTimestamp: '2026-11-23T23:59:00Z',
  }
  const list = parse('kubectl-get-events', JSON.stringify({ kind: 'List', items: [event] }, null, 4))
  expect(list.rows).toMatchObject([{ key: 'default/e.1', fields: { name: 'nova-0', count: 7, reason: 'FailedMount' } }])
  expect(probeNamed('kubectl-get-events').isOnTimeline?.(list.rows[0]?.fields ?? {})).toBe(true)
})

test('an event of unknown age is one', () => {
  const text =
    'LAST SEEN   TYPE      REASON   OBJECT       MESSAGE\n<unknown>   Warning   Failed   pod/nova-0   no such image\n'
  expect(parse('kubectl-get-events', text)).toMatchObject({ rows: [{ fields: { lastSeen: null } }], unparsed: [] })
})
