import { expect, test } from 'vitest'
import { sizeText } from './size.ts'

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [55873095, '53.3 MB'],
])('%i bytes', (bytes, words) => expect(sizeText(bytes)).toBe(words))
