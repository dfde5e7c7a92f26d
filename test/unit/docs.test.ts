/** Pages of `docs/` that are made of the program's tables; `npm run docs` makes them anew. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pages } from '../../build/docs.ts'

test.each(pages)('%s is fresh', (file, text) => {
  expect(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').replaceAll('\r\n', '\n')).toBe(text())
})
