import { expect, test } from 'vitest'
import { judge, type Output, pods, said, view } from '../../test/support/site-views.ts'
import { saysAsWell } from './judge.ts'

const disk = (percent: number): Output => ({
  probe: 'df',
  stdout: `Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/sda1 100 ${percent} 5 ${percent}% /\n`,
})
const toldOf = (rule: string, ...looks: Output[][]) => {
  const findings = looks.map((_, index) =>
    said(judge(looks.slice(0, index + 1).map((outputs, minute) => view(minute, outputs))), rule),
  )
  return findings.map((each) => each.map(({ severity }) => severity).join())
}

test('what every look shows is no news; what one look showed otherwise is', () => {
  expect(toldOf('disk-full', [disk(88)], [disk(88)], [disk(89)])).toEqual(['warning', 'info', 'info'])
  expect(toldOf('disk-full', [disk(80)], [disk(88)], [disk(89)])).toEqual(['', 'warning', 'warning'])
  // It was filling; that it is full is new.
  expect(toldOf('disk-full', [disk(88)], [disk(97)])).toEqual(['warning', 'critical'])
  expect(toldOf('pod-waiting', [pods()], [pods('web-abcde 0/1 ErrImagePull 0 5h n1')])).toEqual(['', 'warning'])
})

test('the later look says of the first that it was old', () => {
  const looks = [view(0, [disk(88)]), view(1, [disk(88)])] as const
  const [first] = said(judge([looks[0]]), 'disk-full')
  const [second] = said(judge([...looks]), 'disk-full')
  expect(first !== undefined && second !== undefined && saysAsWell(second, first)).toBe(true)
})
