import { expect, test } from 'vitest'
import { judge, type Output, pods, said, view } from '../../../test/support/site-views.ts'

const two = (first: string, second: string) => pods(`web-aaaaa ${first} 0 5h n1`, `web-bbbbb ${second} 0 5h n2`)
const well = two('1/1 Running', '1/1 Running')
const told = (...looks: Output[]) =>
  said(judge(looks.map((output, index) => view(10 * index, [output]))), 'workload-short').map(
    ({ params, since }) => `${params.pods} ${params.workload} ${since.earliest?.slice(11, 16)}`,
  )

test('no pod of a workload is ready any more', () => {
  const down = two('0/1 Running', '0/1 CrashLoopBackOff')
  expect(told(well, down)).toEqual(['2 web 00:00'])
  expect(told(well, well, down, down)).toEqual(['2 web 00:10'])
})

test('not while one is, not of one pod alone, not where none ever was, not by a part of a list', () => {
  expect(told(well, two('0/1 Running', '1/1 Running'))).toEqual([])
  expect(told(pods('web-aaaaa 1/1 Running 0 5h n1'), pods('web-aaaaa 0/1 Running 0 5h n1'))).toEqual([])
  expect(told(two('0/1 Running', '0/1 Running'), two('0/1 Running', '0/1 Running'))).toEqual([])
  expect(told(well, { ...two('0/1 Running', '0/1 Running'), command: 'kubectl get pod -o wide' })).toEqual([])
})
