import { describe, expect, test } from 'vitest'
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

describe('other layouts', () => {
  const takenAt = '2026-11-24T00:00:00Z'
  const read = (command: string, ...lines: string[]) => {
    const { rows, unparsed } = parse('kubectl-get-events', lines.join('\n'), { takenAt, command })
    expect(unparsed).toEqual([])
    return rows.map(({ key, fields: { kind, name, type, reason, message, count, source } }) =>
      [key, kind, name, type, reason, message, count, source].join('|'),
    )
  }

  test('before 1.12: names and kinds apart, SUBOBJECT often empty', () => {
    const head = (seen: string) =>
      `${seen}   COUNT     NAME           KIND      SUBOBJECT               TYPE      REASON      SOURCE                   MESSAGE`
    const rows = [
      '1m         1h          1         novarc-1lj17   Pod                               Normal    Scheduled   {default-scheduler }     Successfully assigned novarc-1lj17 to cloudos2',
      '33s        1h          3         novarc-1lj17   Pod       spec.containers{nova}   Warning   Failed      {kubelet 192.168.12.11}  Failed to pull image "h:9999/nova:1": unexpected EOF',
    ]
    const expected = [
      'default/Pod/novarc-1lj17/Scheduled|Pod|novarc-1lj17|Normal|Scheduled|Successfully assigned novarc-1lj17 to cloudos2|1|default-scheduler',
      'default/Pod/novarc-1lj17/Failed|Pod|novarc-1lj17|Warning|Failed|Failed to pull image "h:9999/nova:1": unexpected EOF|3|kubelet 192.168.12.11',
    ]
    expect(read('', head('LASTSEEN   FIRSTSEEN'), ...rows)).toEqual(expected)
    expect(read('', head('LAST SEEN  FIRST SEEN'), ...rows)).toEqual(expected)
    expect(read('', ...rows)).toEqual(expected)
  })

  test('wide: the event has its own name, as in JSON', () => {
    expect(
      read(
        'kubectl get events -n openstack -o wide',
        'LAST SEEN   TYPE      REASON    OBJECT     SUBOBJECT               SOURCE           MESSAGE                                FIRST SEEN   COUNT   NAME',
        '3m          Warning   BackOff   pod/a-0    spec.containers{nova}   kubelet, node1   Back-off restarting failed container   65m          25      a-0.16f3a',
        '<unknown>   Normal    Created   pod/b-0                            kubelet          <none>                                 <unknown>    1       b-0.16f3b',
      ),
    ).toEqual([
      'openstack/a-0.16f3a|pod|a-0|Warning|BackOff|Back-off restarting failed container|25|kubelet node1',
      'openstack/b-0.16f3b|pod|b-0|Normal|Created|<none>|1|kubelet',
    ])
  })

  test('kubectl events says how often within how long', () => {
    const text =
      'LAST SEEN             TYPE      REASON    OBJECT    MESSAGE\n3m (x25 over 65m)     Warning   BackOff   Pod/a-0   Back-off restarting failed container'
    const { rows } = parse('kubectl-get-events', text, { takenAt })
    expect(rows[0]?.fields).toMatchObject({
      count: 25,
      firstSeen: { earliest: '2026-11-23T22:54:00.000Z' },
      lastSeen: { latest: '2026-11-23T23:57:00.000Z' },
    })
  })
})
