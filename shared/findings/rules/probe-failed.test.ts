import { expect, test } from 'vitest'
import { judge, type Output, pods, said, view } from '../../../test/support/site-views.ts'

const failed: Output = { ...pods(), stdout: '', outcome: 'failed', stderr: 'x509: certificate has expired\n' }
const missing: Output = { ...pods(), node: 'n2', stdout: '', outcome: 'unavailable', exitCode: 127 }
const told = (...looks: Output[][]) =>
  said(judge(looks.map((outputs, index) => view(index, outputs))), 'probe-failed').map(
    ({ severity, params }) => `${severity} ${params.node} ${params.outcome}`,
  )

test('of several answers to one question the one that says most is told', () => {
  expect(told([failed, missing])).toEqual(['warning cloudos1 failed'])
  expect(told([missing, failed])).toEqual(['warning cloudos1 failed'])
})

test('a node without the tool is ordinary where another one has it', () => {
  expect(told([failed], [missing])).toEqual(['info n2 unavailable'])
  expect(told([missing])).toEqual(['warning n2 unavailable'])
})
