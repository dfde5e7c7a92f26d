import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyDelta, baseText, deltaOf } from '../../main/store/line-delta.ts'

const text = fc
  .array(fc.constantFrom('a', 'b', 'ab', '', 'a\r', '{', '无'), { maxLength: 12 })
  .map((lines) => lines.join('\n'))

test('a text is read back from its delta against any other', () => {
  fc.assert(
    fc.property(text, text, (base, other) => {
      const lines = baseText(base)
      expect(applyDelta(lines.lines, deltaOf(lines, other))).toBe(other)
    }),
    { numRuns: 2000 },
  )
})

test('one line changed is one line stored', () => {
  const base = Array.from({ length: 1000 }, (_, index) => `line ${index}`).join('\n')
  expect(deltaOf(baseText(base), base.replace('line 500', 'other')).length).toBeLessThan(40)
})
