import { beforeEach, expect, test } from 'vitest'
import { forgetSteps, noteStep, useSteps } from '../../renderer/capture/steps.ts'
import { endTask, noteProgress, useProgress } from '../../renderer/notices/progress.ts'
import type { EventBody } from '../../shared/contract/contract.ts'

beforeEach(() => {
  forgetSteps()
  endTask()
})
const note = (body: EventBody<'progress'>) => {
  noteProgress(body)
  noteStep(body)
}
const progress = (probe: string, outcome: 'ok' | null, bytes: number, done = 1): EventBody<'progress'> => ({
  task: 'capture',
  text: null,
  done,
  total: 9,
  step: { node: 'n1', probe, outcome, bytes, elapsedMs: bytes },
})

test('each probe of a capture has one line, in the order in which they began', () => {
  for (const each of [progress('df', null, 10), progress('docker-ps', null, 5), progress('df', 'ok', 90)]) note(each)
  expect(useSteps.getState().steps.map(({ probe, outcome, bytes }) => [probe, outcome, bytes])).toEqual([
    ['df', 'ok', 90],
    ['docker-ps', null, 5],
  ])
  expect(useProgress.getState().progress?.done).toBe(1)
  note(progress('docker-ps', 'ok', 6, 9))
  expect(useProgress.getState().progress).toBeNull()
})
