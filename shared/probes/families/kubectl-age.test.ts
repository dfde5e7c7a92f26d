import { expect, test } from 'vitest'
import { kubectlAge } from './kubectl-age.ts'

test.each([
  ['119s', 119_000, 120_000],
  ['5m41s', 341_000, 342_000],
  ['25h', 25 * 3_600_000, 26 * 3_600_000],
  ['2y170d', 900 * 86_400_000, 901 * 86_400_000],
  ['9d', 9 * 86_400_000, 10 * 86_400_000],
])('AGE %s', (text, minMs, maxMs) => expect(kubectlAge(text, true)).toEqual({ minMs, maxMs }))
