/** The tables are written as the neutron and openstack clients write them, not captured. */
import { expect, test } from 'vitest'
import { parse, sample, stateOf } from '../../../test/support/samples.ts'

const listed = (file: string) => {
  const { rows, unparsed } = parse('neutron-agent-list', sample(`neutron-agent-list/${file}`))
  return { unparsed, states: rows.map(({ key, fields }) => [key, stateOf('neutron-agent-list', fields)]) }
}

test('smileys and crosses; the deprecation line is kept as not understood', () => {
  const { states, unparsed } = listed('neutron.out')
  expect(states).toEqual([
    ['neutron-dhcp-agent@ctl-1', 'up: fine'],
    ['neutron-openvswitch-agent@cmp-001', 'down: bad'],
    ['neutron-l3-agent@ctl-2', 'up, disabled: attention'],
  ])
  expect(unparsed.map(({ line }) => line)).toEqual([1])
})

test('the State of the openstack client is what the administrator wants', () => {
  expect(listed('openstack.out').states).toEqual([
    ['neutron-dhcp-agent@ctl-1', 'up: fine'],
    ['neutron-metadata@ctl-1', 'down: attention'],
  ])
})
