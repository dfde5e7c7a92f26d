import { beforeEach, expect, test } from 'vitest'
import { noteProgress, useLibrary } from '../../renderer/library/library.ts'
import type { EventBody } from '../../shared/contract/contract.ts'

beforeEach(() => useLibrary.setState({ steps: [], progress: null }))
const progress = (probe: string, outcome: 'ok' | null, bytes: number, done = 1): EventBody<'progress'> => ({
  ...{ task: 'capture', text: '', done, total: 9 },
  step: { node: 'n1', probe, outcome, bytes, elapsedMs: bytes },
})

test('each probe of a capture has one line, in the order in which they began', () => {
  for (const each of [progress('df', null, 10), progress('docker-ps', null, 5), progress('df', 'ok', 90)])
    noteProgress(each)
  expect(useLibrary.getState().steps.map(({ probe, outcome, bytes }) => [probe, outcome, bytes])).toEqual([
    ['df', 'ok', 90],
    ['docker-ps', null, 5],
  ])
  expect(useLibrary.getState().progress?.done).toBe(1)
  noteProgress(progress('docker-ps', 'ok', 6, 9))
  expect(useLibrary.getState().progress).toBeNull()
})
