import { expect, test } from 'vitest'
import { judge, logs, type Output, said, view } from '../../../test/support/site-views.ts'

const toldOf = (...looks: Output[]) =>
  said(judge(looks.map((output, index) => view(10 * index, [output]))), 'log-rotated').map(
    ({ subject, certainty, params }) => `${subject.key} ${certainty} ${params.keptAs ?? '-'}`,
  )
const path = '/var/log/a.log'

test('the file that it was moved to proves it, even where the log has grown beyond its old size', () => {
  expect(toldOf(logs('100 a.log'), logs('10 a.log', '120 a.log-20261124'))).toEqual([`${path} proven ${path}-20261124`])
  expect(toldOf(logs('100 a.log'), logs('900 a.log', '120 a.log-20261124'))).toEqual([
    `${path} proven ${path}-20261124`,
  ])
  expect(toldOf(logs('100 a.log'), logs('900 a.log', '20 a.log-20261124'))).toEqual([])
})

test('numbers move on: the old .1 stands as .2', () => {
  const before = logs('100 a.log', '70 a.log.1')
  expect(toldOf(before, logs('900 a.log', '120 a.log.1', '70 a.log.2'))).toEqual([`${path} proven ${path}.1`])
  // A program went on writing to the file that was moved away before.
  expect(toldOf(before, logs('900 a.log', '120 a.log.1'))).toEqual([])
})

test('a smaller log without such a file may have been emptied', () => {
  expect(toldOf(logs('100 a.log'), logs('10 a.log'))).toEqual([`${path} possible -`])
})

test('a snapshot between that lacks the log hides nothing', () => {
  const elsewhere: Output = { ...logs('5 b.log'), node: 'cloudos2' }
  expect(toldOf(logs('100 a.log'), elsewhere, logs('10 a.log', '120 a.log.1'))).toEqual([`${path} proven ${path}.1`])
})
