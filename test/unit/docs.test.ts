/** Pages of `docs/` that are made of the program's tables, and modules that are made of its YAML; `npm run docs` makes them anew. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { modules } from '../../build/data.ts'
import { pages } from '../../build/docs.ts'

test.each([...modules, ...pages])('%s is fresh', (file, text) => {
  expect(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').replaceAll('\r\n', '\n')).toBe(text())
})
