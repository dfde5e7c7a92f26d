import { expect, test } from 'vitest'
import { parse, sample } from '../../../test/support/samples.ts'
import { tell } from '../../messages/tell.ts'
import { probeNamed } from '../index.ts'
import { verdictOfExit } from '../verdict.ts'
import { heartbeatOf, isMissingService } from './openstack.ts'

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

// As keystoneauth and the clients say it; the first words are those of their exceptions.
test.each([
  'ERROR (EndpointNotFound): public endpoint for volumev3 service in RegionOne region not found',
  'public endpoint for network service not found',
  'ERROR: Could not find requested endpoint in Service Catalog.',
])('%s: the site has no such service', (stderr) => {
  const ended = { stdout: '', stderr: `neutron CLI is deprecated\n${stderr}\n`, exitCode: 1 }
  const section = verdictOfExit(probeNamed('neutron-agent-list'), ended, null)
  expect([section.outcome, isMissingService(section)]).toEqual(['unavailable', true])
  expect(tell(section.message, 'zh')).toContain('没有 neutron')
})

test('a client that is not there, or an API that does not answer, says nothing of that', () => {
  for (const stderr of ['bash: neutron: command not found', 'ERROR (ConnectFailure): Unable to establish connection'])
    for (const exitCode of [1, 127])
      expect(
        isMissingService(verdictOfExit(probeNamed('neutron-agent-list'), { stdout: '', stderr, exitCode }, null)),
      ).toBe(false)
})

test('a heartbeat has no age where clocks of the site differ', () => {
  const context = { takenAtMs: Date.parse('2026-11-24T00:01:00Z'), clockOffsetMs: 0, zoneOffsetMinutes: 0, command: '' }
  const cell = '2026-11-24T00:00:15.000000'
  expect(heartbeatOf(cell, context)).toEqual({ updatedAt: '2026-11-24T00:00:15.000Z', heartbeatAgeSeconds: 45 })
  expect(heartbeatOf(cell, { ...context, clocksApartMs: 1200 }).heartbeatAgeSeconds).toBe(45)
  expect(heartbeatOf(cell, { ...context, clocksApartMs: 60_000 })).toEqual({
    updatedAt: '2026-11-24T00:00:15.000Z',
    heartbeatAgeSeconds: null,
  })
})
