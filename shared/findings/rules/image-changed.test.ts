import { expect, test } from 'vitest'
import { containers, judge, type Output, said, view } from '../../../test/support/site-views.ts'

const api = (pod: string, Image: string, more: Record<string, string> = {}) => ({
  ID: pod.padEnd(12, '0'),
  Names: `k8s_api_${pod}_default_${pod}_0`,
  Image,
  State: 'running',
  Status: 'Up 2 minutes',
  ...more,
})
const changes = (...looks: Output[]) =>
  said(judge(looks.map((output, index) => view(10 * index, [output]))), 'image-changed').map(
    ({ params }) => `${params.imageBefore} ${params.imageAfter}`,
  )
const old = 'api-5d7f9c8b6d-aaaaa'
const next = 'api-7c9f8b6d5d-bbbbb'

test('pods of other names run another image: told once a workload', () => {
  const rolled = containers(api(next, 'api:2'), api('api-7c9f8b6d5d-ccccc', 'api:2'))
  expect(changes(containers(api(old, 'api:1')), rolled)).toEqual(['api:1 api:2'])
  expect(changes(containers(api(old, 'api:1')), containers(), rolled)).toEqual(['api:1 api:2'])
  expect(changes(containers(api(old, 'api:1')), rolled, rolled)).toEqual([])
})

test('not where an old pod ran it already, or an id may be the same image', () => {
  const mixed = containers(api(old, 'api:1'), api(next, 'api:2'))
  expect(changes(mixed, containers(api('api-7c9f8b6d5d-ddddd', 'api:2')))).toEqual([])
  expect(changes(containers(api(old, 'api:1')), containers(api(next, `sha256:${'d'.repeat(64)}`)))).toEqual([])
})

test('a snapshot between that lacks the container hides nothing', () => {
  const of = (Image: string) => containers({ State: 'running', Status: 'Up 2 minutes', Image })
  expect(changes(of('nginx:1'), containers(), of('nginx:2'))).toEqual(['nginx:1 nginx:2'])
})
