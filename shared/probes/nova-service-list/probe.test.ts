import { describe, expect, test } from 'vitest'
import { parse, sample } from '../../../test/support/samples.ts'
import { tell } from '../../messages/tell.ts'
import { usualThresholds } from '../../thresholds.ts'
import { profileSettings } from '../index.ts'
import { novaServiceList } from './probe.ts'

const takenAt = '2026-11-23T23:58:36Z'
const real = (file: string) => parse('nova-service-list', sample(`nova-service-list/${file}`), { takenAt })

describe('real tables', () => {
  test.each([
    ['all-up.out', 5],
    ['microversion-2.11.out', 5],
    ['openstack-table.out', 5],
    ['openstack-json.out', 5],
    ['none.out', 0],
  ])('%s: %i services', (file, count) => {
    const { rows, unparsed } = real(file)
    expect([rows.length, unparsed]).toEqual([count, []])
  })

  test('the heartbeat is UTC, and its age is counted by the node clock', () => {
    const text = sample('nova-service-list/all-up.out')
    const ahead = parse('nova-service-list', text, { takenAt, clockOffsetMs: 2000 })
    expect(real('all-up.out').rows[0]?.fields).toMatchObject({
      updatedAt: '2026-11-23T23:58:33.000Z',
      heartbeatAgeSeconds: 3,
    })
    expect(ahead.rows[0]?.fields).toMatchObject({ heartbeatAgeSeconds: 5 })
  })

  test('openstack and nova name the same service alike', () => {
    const keys = (file: string) =>
      real(file)
        .rows.map(({ key }) => key)
        .toSorted()
    expect(keys('openstack-table.out')).toEqual(keys('all-up.out'))
    expect(keys('openstack-json.out')).toEqual(keys('all-up.out'))
  })
})

describe('awkward tables', () => {
  const header = '| Id | Binary | Host | Zone | Status | State | Updated_at | Disabled Reason | Forced down |'

  test('a border that lost its beginning and has fewer columns than the header', () => {
    const text = [
      '-----+-----+-----+-----+-----+-----+-----+-----+-----+-----+',
      header,
      '-----+-----+-----+',
      '| 2bda | nova-conductor | nova-service | internal | enabled | down | 2019-10-19T13:30:56.000000 | - | False |',
    ].join('\r\n')
    const { rows, unparsed } = parse('nova-service-list', text, { takenAt: '2019-10-19T13:32:56Z' })
    expect(unparsed).toEqual([])
    expect(rows).toMatchObject([
      {
        key: 'nova-conductor@nova-service',
        line: 4,
        fields: { state: 'down', disabledReason: null, forcedDown: false, heartbeatAgeSeconds: 120 },
      },
    ])
  })

  test('a reason with bars and Chinese, padded by display width', () => {
    const text = [
      '| Id | Binary       | Host   | Zone | Status   | State | Updated_at                 | Disabled Reason    | Forced down |',
      '| 5  | nova-compute | cmp002 | nova | disabled | up    | 2026-11-23T23:58:26.000000 | 维护 | 换盘 | ask | True        |',
    ].join('\n')
    expect(parse('nova-service-list', text, { takenAt }).rows[0]?.fields).toMatchObject({
      disabledReason: '维护 | 换盘 | ask',
      forcedDown: true,
      status: 'disabled',
    })
  })

  test('the same without padding', () => {
    const text = `${header}\n| 5 | nova-compute | c | nova | disabled | up | 2026-11-23T23:58:26.000000 | a | b | False |`
    expect(parse('nova-service-list', text, { takenAt }).rows[0]?.fields).toMatchObject({
      disabledReason: 'a | b',
      forcedDown: false,
    })
  })

  test('rows without a header, as grep leaves them', () => {
    const text = '| 5 | nova-compute | c1 | nova | enabled | down | 2026-11-23T23:58:26.000000 | - | False |'
    expect(parse('nova-service-list', text, { takenAt }).rows[0]).toMatchObject({
      key: 'nova-compute@c1',
      fields: { state: 'down' },
    })
  })

  test('a line ahead of the table, and a row of something else, are listed', () => {
    const text = `nova CLI is deprecated\n${header}\n| a | b |`
    expect(parse('nova-service-list', text).unparsed.map(({ line }) => line)).toEqual([1, 3])
  })
})

const silent = {
  id: null,
  binary: 'nova-conductor',
  host: 'h',
  zone: null,
  updatedAt: null,
  disabledReason: null,
}

test.each([
  [{ state: 'up', heartbeatAgeSeconds: 9, forcedDown: false, status: 'enabled' }, 'up', 'fine'],
  [{ state: 'up', heartbeatAgeSeconds: 40, forcedDown: false, status: 'enabled' }, 'up, old heartbeat', 'attention'],
  [{ state: 'down', heartbeatAgeSeconds: 5, forcedDown: true, status: 'enabled' }, 'forced down', 'bad'],
  [{ state: 'down', heartbeatAgeSeconds: 90, forcedDown: null, status: 'enabled' }, 'down', 'bad'],
  [{ state: 'unknown', heartbeatAgeSeconds: null, forcedDown: null, status: 'enabled' }, 'unknown', 'unknown'],
])('state of %o', (some, state, health) =>
  expect(novaServiceList.state({ ...silent, ...some }, usualThresholds)).toEqual({ state, health }),
)

test.each([
  ['nova-service-list/no-openrc.err', 1, 'refused'],
  ['nova-service-list/wrong-password.err', 1, 'refused'],
  ['nova-service-list/openrc-file-missing.err', 1, 'refused'],
  ['nova-service-list/keystone-down.err', 1, 'failed'],
  ['nova-service-list/not-installed.err', 127, 'unavailable'],
  ['families/nova-no-openrc.err', 1, 'refused'],
  ['families/openrc-missing.err', 1, 'refused'],
  ['families/no-bash.err', 126, 'unavailable'],
  ['families/403.err', 1, 'refused'],
  ['families/kubelet-down.err', 1, 'failed'],
  ['families/missing-pod.err', 1, 'unavailable'],
  ['families/pending-pod.err', 1, 'failed'],
  ['families/completed.err', 1, 'failed'],
  ['families/crashed.err', 1, 'failed'],
])('%s', (name, exitCode, outcome) => {
  expect(novaServiceList.diagnose?.({ stdout: '', stderr: sample(name), exitCode }, null)?.outcome).toBe(outcome)
})

test('the missing user name comes with the advice to source the openrc', () => {
  const stderr =
    'ERROR (CommandError): You must provide a username or user ID via --os-username, --os-user-id, env[OS_USERNAME] or env[OS_USER_ID]'
  expect(novaServiceList.diagnose?.({ stdout: '', stderr, exitCode: 1 }, null)).toMatchObject({
    outcome: 'refused',
    message: { code: 'openstack.noCredentials' },
  })
})

test('the advice names the path of the openrc that the site has', () => {
  const stderr = sample('nova-service-list/no-openrc.err')
  const settings = { ...profileSettings, openrcPath: '/etc/kolla/admin.sh' }
  const said = (known: typeof settings | null) =>
    tell(novaServiceList.diagnose?.({ stdout: '', stderr, exitCode: 1 }, known)?.message ?? null, 'en')
  expect(said(settings)).toMatch(/Source the openrc first: source \/etc\/kolla\/admin\.sh$/)
  expect(said(null)).toMatch(/Source the openrc first\.$/)
})

test('cells that the openstack client folded are put together', () => {
  const text = [
    '+----------+--------------+------------+----------+---------+-------+--------------+',
    '| ID       | Binary       | Host       | Zone     | Status  | State | Updated At   |',
    '+----------+--------------+------------+----------+---------+-------+--------------+',
    '| 75e9eabc | nova-        | controller | internal | enabled | up    | 2026-11-23T2 |',
    '| -ed3b-4f | conductor    |            |          |         |       | 3:44:48.0000 |',
    '| 11       |              |            |          |         |       | 00           |',
    '| 9        | nova-compute | compute-   | nova     | enabled | down  | 2026-11-23T2 |',
    '|          |              | 01         |          |         |       | 2:35:03.0000 |',
    '|          |              |            |          |         |       | 00           |',
    '+----------+--------------+------------+----------+---------+-------+--------------+',
  ].join('\n')
  const { rows, unparsed } = parse('nova-service-list', text)
  expect(unparsed).toEqual([])
  expect(
    rows.map(({ key, line, lastLine, fields: { id, updatedAt } }) => [key, line, lastLine, id, updatedAt]),
  ).toEqual([
    ['nova-conductor@controller', 4, 6, '75e9eabc-ed3b-4f11', '2026-11-23T23:44:48.000Z'],
    ['nova-compute@compute-01', 7, 9, '9', '2026-11-23T22:35:03.000Z'],
  ])
})

test('a cell that is down: its hosts are listed, and nothing is known of them', () => {
  const text = [
    '| Id | Binary       | Host   | Zone | Status  | State | Updated_at                 | Disabled Reason | Forced down |',
    '| 1  | nova-compute | cmp-1  | nova | enabled | up    | 2026-11-23T23:29:55.000000 | -               | False       |',
    '|    | nova-compute | cmp-2  |      | UNKNOWN |       |                            |                 |             |',
  ].join('\n')
  const { rows, unparsed } = parse('nova-service-list', text)
  expect(unparsed).toEqual([])
  expect(rows.map(({ key, fields: { status, state } }) => [key, status, state])).toEqual([
    ['nova-compute@cmp-1', 'enabled', 'up'],
    ['nova-compute@cmp-2', 'UNKNOWN', 'unknown'],
  ])
})
