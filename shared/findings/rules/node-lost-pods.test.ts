import { expect, test } from 'vitest'
import { judge, type Output, pods, said, view } from '../../../test/support/site-views.ts'

const nodes: Output = {
  probe: 'kubectl-get-nodes',
  stdout: 'NAME   STATUS     ROLES   AGE   VERSION\nn1     NotReady   master  9d    v1.20.2\n',
}
const on = (...places: string[]) =>
  pods(...places.map((node, index) => `web-${'abcdef'[index]}aaaa 1/1 Running 0 5h ${node}`))
const told = (before: Output, after: Output) =>
  said(judge([view(0, [before]), view(20, [after, nodes])]), 'node-lost-pods').map(
    ({ params }) => `${params.node} ${params.left} of ${params.pods}`,
  )

test('most pods of a node went', () => {
  expect(told(on('n1', 'n1', 'n1', 'n1', 'n2'), on('n2', 'n2', 'n2', 'n1', 'n2'))).toEqual(['n1 1 of 4'])
  expect(told(on('n1', 'n1', 'n1', 'n1', 'n2'), on('n2', 'n2', 'n1', 'n1', 'n2'))).toEqual([])
  expect(told(on('n1', 'n2'), on('n2', 'n2'))).toEqual([])
})
