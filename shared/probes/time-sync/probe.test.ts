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
  ['ntpq.out', { synchronized: true, source: '192.168.12.1', stratum: 4, offsetSeconds: -0.00125 }],
])('%s', (file, fields) => {
  const { rows, unparsed } = parse('time-sync', sample(`time-sync/${file}`))
  expect(unparsed).toEqual([])
  expect(rows).toMatchObject([{ key: 'clock', fields }])
})
