import { expect, test } from 'vitest'
import { judge, type Output, said, services, view } from '../../../test/support/site-views.ts'

const log = (time: string, name = 'nova-compute.log'): Output => ({
  probe: 'var-log',
  stdout: `total 1\n-rw-r--r-- 1 root root 10 2026-11-24 ${time}.000000000 +0000 ${name}\n`,
})
const up = (minutes: string) => services(`nova-compute cloudos1 enabled up 00:${minutes}:00`)
const earlier = ['00:00:50', '00:09:50', '00:19:50'].map((time, index) => view(10 * index + 1, [log(time)]))
const told = (...views: ReturnType<typeof view>[]) =>
  said(judge(views), 'log-silent').map(({ certainty, params }) => `${certainty} ${params.binary} ${params.minutes}`)

test('a log that was written all the time and is not any more, while its service is up', () => {
  expect(told(...earlier, view(50, [log('00:21:30'), up('49')]))).toEqual(['possible nova-compute 28'])
  expect(told(...earlier, view(50, [log('00:49:30'), up('49')]))).toEqual([])
  expect(told(...earlier, view(50, [log('00:21:30')]))).toEqual([])
  expect(told(...earlier.slice(1), view(50, [log('00:21:30'), up('49')]))).toEqual([])
})
