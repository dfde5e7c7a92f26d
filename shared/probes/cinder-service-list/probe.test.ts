/** The tables are written as the cinder and openstack clients write them, not captured. */
import { expect, test } from 'vitest'
import { parse, sample, stateOf } from '../../../test/support/samples.ts'

test('a back end that is down, and one that was switched off with a reason that holds a bar', () => {
  const { rows, unparsed } = parse('cinder-service-list', sample('cinder-service-list/table.out'))
  expect(unparsed).toEqual([])
  expect(rows.map(({ key, fields }) => [key, stateOf('cinder-service-list', fields)])).toEqual([
    ['cinder-scheduler@cinder-0', 'up: fine'],
    ['cinder-volume@cinder-0@ceph1', 'down: bad'],
    ['cinder-volume@cinder-0@nfs', 'down: attention'],
  ])
  expect(rows[2]?.fields.disabledReason).toBe('维护 | till Friday')
  expect(rows[1]?.fields.heartbeatAgeSeconds).toBe(47 * 60 + 59)
})

test('the same list by the openstack client, which prints None for what is not', () => {
  const { rows, unparsed } = parse('cinder-service-list', sample('cinder-service-list/openstack.out'))
  expect(unparsed).toEqual([])
  expect(rows.map(({ fields }) => fields.updatedAt)).toEqual(['2026-11-23T23:59:55.000Z', null])
})
