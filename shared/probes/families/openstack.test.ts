import { expect, test } from 'vitest'
import { parse, sample } from '../../../test/support/samples.ts'
import { probeNamed } from '../index.ts'

test('each list is its own probe’s only', () => {
  const novas = sample('nova-service-list/all-up.out')
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
