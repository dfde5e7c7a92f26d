import { expect, test } from 'vitest'
import { kubectlAge } from './kubectl-age.ts'

const yearMs = 365 * 86_400_000

test.each([
  ['119s', 119_000, 120_000],
  ['5m41s', 341_000, 342_000],
  ['25h', 25 * 3_600_000, 26 * 3_600_000],
  ['2y170d', 900 * 86_400_000, 901 * 86_400_000],
  ['9d', 9 * 86_400_000, 10 * 86_400_000],
  ['3y', 3 * yearMs, 3 * yearMs + 86_400_000],
  ['8y', 8 * yearMs, 9 * yearMs],
  ['0s', -2000, 1000],
])('AGE %s', (text, minMs, maxMs) => expect(kubectlAge(text, true)).toEqual({ minMs, maxMs }))

test.each([
  ['2d', 2 * 86_400_000, 3 * 86_400_000],
  ['3y', 3 * yearMs, 4 * yearMs],
])('AGE %s of an older printer', (text, minMs, maxMs) => expect(kubectlAge(text, false)).toEqual({ minMs, maxMs }))
