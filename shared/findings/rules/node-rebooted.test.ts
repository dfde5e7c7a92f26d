import { expect, test } from 'vitest'
import { judge, type Output, said, view } from '../../../test/support/site-views.ts'

const up = (uptime: string): Output => ({
  probe: 'host',
  stdout: `hostname: cloudos1\nuptime:  00:01:00 up ${uptime},  1 user,  load average: 1, 1, 1\n`,
})
const told = (...views: ReturnType<typeof view>[]) =>
  said(judge(views), 'node-rebooted').map(({ certainty, evidence }) => `${certainty} ${evidence.length}`)

test('a shorter uptime proves it, by whichever clock', () => {
  expect(told(view(0, [up('50 min')]), view(10, [up('4 min')]))).toEqual(['proven 2'])
  expect(told(view(0, [up('50 min')], { source: 'file' }), view(10, [up('4 min')], { source: 'file' }))).toEqual([
    'proven 2',
  ])
  expect(told(view(0, [up('50 min')]), view(5, []), view(10, [up('4 min')]))).toEqual(['proven 2'])
})

test('one that goes on counting does not', () => {
  expect(told(view(0, [up('50 min')]), view(10, [up('1:00')]))).toEqual([])
  expect(told(view(0, [up('3 days, 4:05')]), view(10, [up('3 days, 4:15')]))).toEqual([])
})

test('one that falls behind the moments of the looks does only where one clock told them', () => {
  const looks = [view(0, [up('5 min')]), view(60, [up('20 min')])] as const
  expect(told(...looks)).toEqual(['proven 2'])
  const byNode = { source: 'file' } as const
  expect(told(view(0, [up('5 min')], byNode), view(60, [up('20 min')], byNode))).toEqual(['possible 2'])
})
