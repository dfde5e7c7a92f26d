/** Lists of the cinder and neutron clients: the tables are written as those clients write them, not captured. */

import { expect, test } from 'vitest'
import { probeNamed } from '../../shared/probes/index.ts'
import { usualThresholds } from '../../shared/thresholds.ts'
import { fixture, parse } from './support/probe-fixtures.ts'

const statesOf = (probe: string, file: string) => {
  const { rows, unparsed } = parse(probe, fixture(`${probe}/${file}`), { takenAt: '2026-11-24T00:00:00Z' })
  return {
    unparsed,
    states: rows.map(({ key, fields }) => [
      key,
      probeNamed(probe).state(fields, usualThresholds).state,
      probeNamed(probe).state(fields, usualThresholds).health,
    ]),
  }
}

test('cinder: a back end that is down, and one that was switched off with a reason that holds a bar', () => {
  expect(statesOf('cinder-service-list', 'table.out')).toEqual({
    unparsed: [],
    states: [
      ['cinder-scheduler@cinder-0', 'up', 'fine'],
      ['cinder-volume@cinder-0@ceph1', 'down', 'bad'],
      ['cinder-volume@cinder-0@nfs', 'down', 'attention'],
    ],
  })
  const { rows } = parse('cinder-service-list', fixture('cinder-service-list/table.out'))
  expect(rows[2]?.fields.disabledReason).toBe('维护 | till Friday')
  expect(rows[1]?.fields.heartbeatAgeSeconds).toBe(47 * 60 + 59)
})

test('the same list by the openstack client, which prints None for what is not', () => {
  const { rows, unparsed } = parse('cinder-service-list', fixture('cinder-service-list/openstack.out'))
  expect(unparsed).toEqual([])
  expect(rows.map(({ fields }) => fields.updatedAt)).toEqual(['2026-11-23T23:59:55.000Z', null])
})

test('neutron: smileys and crosses; the deprecation line is kept as not understood', () => {
  const { states, unparsed } = statesOf('neutron-agent-list', 'neutron.out')
  expect(states).toEqual([
    ['neutron-dhcp-agent@ctl-1', 'up', 'fine'],
    ['neutron-openvswitch-agent@cmp-001', 'down', 'bad'],
    ['neutron-l3-agent@ctl-2', 'up, disabled', 'attention'],
  ])
  expect(unparsed.map(({ line }) => line)).toEqual([1])
})

test('the State of the openstack client is what the administrator wants', () => {
  expect(statesOf('neutron-agent-list', 'openstack.out').states).toEqual([
    ['neutron-dhcp-agent@ctl-1', 'up', 'fine'],
    ['neutron-metadata@ctl-1', 'down', 'attention'],
  ])
})

test('each list is its own probe’s only', () => {
  const novas = fixture('nova-service-list/all-up.out')
  expect(parse('cinder-service-list', novas).rows).toEqual([])
  expect(parse('neutron-agent-list', novas).rows).toEqual([])
  const commands = {
    'cinder-service-list': 'cinder service-list',
    'neutron-agent-list': 'openstack network agent list',
  }
  for (const [name, command] of Object.entries(commands)) {
    expect(probeNamed(name).recognises(command)).toBe(true)
    expect(probeNamed('nova-service-list').recognises(command)).toBe(false)
  }
})
