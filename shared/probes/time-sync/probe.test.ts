import { expect, test } from 'vitest'
import { parse, sample } from '../../../test/support/samples.ts'

test.each([
  [
    'centos7-chrony.out',
    {
      synchronized: true,
      source: '192.168.12.1',
      stratum: 4,
      offsetSeconds: -0.000213451,
      timeZone: 'Asia/Shanghai (CST, +0800)',
    },
  ],
  ['chrony-lost.out', { synchronized: false, stratum: 0, offsetSeconds: 2.914410353, leapStatus: 'Not synchronised' }],
  ['timedatectl-rtc.out', { synchronized: false, timeZone: 'Asia/Shanghai (CST, +0800)' }],
  ['chrony-sources.out', { synchronized: true, source: '192.168.12.1', stratum: 4, offsetSeconds: 0.000213 }],
  ['ntpq-pool.out', { synchronized: true, source: '127.127.22.0', stratum: 1, offsetSeconds: 0.000004 }],
  ['ntpq.out', { synchronized: true, source: '192.168.12.1', stratum: 4, offsetSeconds: -0.00125 }],
])('%s', (file, fields) => {
  const { rows, unparsed } = parse('time-sync', sample(`time-sync/${file}`))
  expect(unparsed).toEqual([])
  expect(rows).toMatchObject([{ key: 'clock', fields }])
})

const peers = [
  '     remote           refid      st t when poll reach   delay   offset  jitter',
  '==============================================================================',
  ' 192.168.12.1    .INIT.          16 u    - 1024    0    0.000    0.000   0.000',
  ' 202.118.1.81 (c 10.1.1.1         3 u    2   64    1  387.363  1589483  39.556',
]

test('a daemon that lists its servers and follows none is not synchronized, whatever systemd says', () => {
  const read = (text: string) => parse('time-sync', text)
  expect(read(peers.join('\n'))).toMatchObject({
    rows: [{ fields: { synchronized: false, source: null } }],
    unparsed: [],
  })
  expect(read(`System clock synchronized: yes\n${peers.join('\n')}`).rows[0]?.fields.synchronized).toBe(false)
  const sources = '^? 10.9.9.9                      0   8     0     -     +0ns[   +0ns] +/-    0ns'
  expect(read(sources)).toMatchObject({ rows: [{ fields: { synchronized: false } }], unparsed: [] })
})

test('what tracking says goes ahead of the list of sources', () => {
  const text = sample('time-sync/centos7-chrony.out') + sample('time-sync/chrony-sources.out')
  expect(parse('time-sync', text).rows[0]?.fields).toMatchObject({ synchronized: true, offsetSeconds: -0.000213451 })
})

test.each([
  [
    'synchronised to NTP server (192.168.12.1) at stratum 4\n   time correct to within 26 ms\n   polling server every 1024 s',
    true,
    '192.168.12.1',
  ],
  ['unsynchronised\n   polling server every 64 s', false, null],
  ['Timezone=Asia/Shanghai\nLocalRTC=no\nCanNTP=yes\nNTP=yes\nNTPSynchronized=yes', true, null],
])('%j', (text, synchronized, source) => {
  expect(parse('time-sync', text)).toMatchObject({ rows: [{ fields: { synchronized, source } }], unparsed: [] })
})
