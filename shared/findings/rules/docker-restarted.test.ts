import { expect, test } from 'vitest'
import { containers, judge, type Output, said, view } from '../../../test/support/site-views.ts'

const names = ['a', 'b', 'c', 'd', 'e']
/** `Up …` of each. */
const up = (...since: string[]): Output =>
  containers(
    ...since.map((age, index) => ({
      ID: (names[index] ?? 'f').repeat(64),
      Names: `app-${names[index]}`,
      State: 'running',
      Status: `Up ${age}`,
    })),
  )
const before = up(...names.map(() => '5 days'))
const host = (minutes: number): Output => ({
  probe: 'host',
  stdout: `hostname: cloudos1\nuptime:  00:01:00 up ${minutes} min,  1 user\n`,
})
const told = (...views: ReturnType<typeof view>[]) =>
  said(judge(views), 'docker-restarted').map(
    ({ certainty, params, subject }) => `${certainty} ${subject.place} ${params.restarted} of ${params.carried}`,
  )
const together = up('4 minutes', '4 minutes', '5 minutes', '4 minutes', '5 days')

test('most containers of a node began anew together', () => {
  expect(told(view(0, [before]), view(20, [together]))).toEqual(['possible cloudos1 4 of 5'])
})

test('the refusal of the daemon in between proves it', () => {
  const stderr = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n'
  const refused: Output = { ...before, stdout: '', stderr, outcome: 'failed' }
  expect(told(view(0, [before]), view(15, [refused]), view(20, [together]))).toEqual(['proven cloudos1 4 of 5'])
})

test('not one after the other, not few of them, not a node that was rebooted', () => {
  expect(
    told(view(0, [before]), view(60, [up('50 minutes', '40 minutes', '30 minutes', '20 minutes', '4 minutes')])),
  ).toEqual([])
  expect(told(view(0, [before]), view(20, [up('4 minutes', '5 days', '5 days', '5 days', '5 days')]))).toEqual([])
  expect(told(view(0, [before, host(60)]), view(20, [together, host(6)]))).toEqual([])
})
