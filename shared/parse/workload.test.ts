import { expect, test } from 'vitest'
import { workloadOfPodName } from './workload.ts'

test.each([
  ['elasticsearch-rc-xkh2n', 'elasticsearch-rc'],
  ['cpn-fqyrc-wz7pq', 'cpn-fqyrc'],
  ['callometerc-qfhlc', 'callometerc'],
  ['novarc-1lj17', 'novarc'],
  ['nova-api-5d7f9c8b6d-x2k4q', 'nova-api'],
  ['nova-conductor-0', 'nova-conductor'],
  ['coredns', 'coredns'],
])('workload of %s', (name, workload) => expect(workloadOfPodName(name)).toBe(workload))
