import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvOf } from '../../shared/csv.ts'

/** Reads CSV as RFC 4180 has it. */
function read(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  for (let at = 1; at < text.length; at++) {
    const each = text[at] ?? ''
    if (isQuoted) {
      if (each !== '"') cell += each
      else if (text[at + 1] === '"') cell += text[++at]
      else isQuoted = false
    } else if (each === '"') isQuoted = true
    else if (each === ',' || (each === '\r' && text[at + 1] === '\n')) {
      rows.at(-1)?.push(cell)
      cell = ''
      if (each === '\r' && ++at + 1 < text.length) rows.push([])
    } else cell += each
  }
  return rows
}

test('any text comes back, but for the apostrophe that makes it harmless', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }), (texts) => {
      const [, row] = read(
        csvOf(
          texts.map((_, index) => `c${index}`),
          [texts],
        ),
      )
      expect(row).toEqual(texts.map((text) => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text)))
    }),
  )
})

test('what a spreadsheet would run stays text; numbers stay numbers', () => {
  const evil = ["=cmd|'/C calc'!A0", '+1', '-1', '@SUM(A1)', '\t=1']
  for (const cell of read(
    csvOf(
      ['a'],
      evil.map((text) => [text]),
    ),
  )
    .slice(1)
    .flat())
    expect(cell[0]).toBe("'")
  expect(csvOf(['a', 'b'], [[-1, 0.5]])).toBe('\ufeffa,b\r\n-1,0.5\r\n')
})

test('intervals, lists and nothing', () => {
  const interval = { earliest: '2026-01-01T00:00:00.000Z', latest: null }
  expect(read(csvOf(['a', 'b', 'c', 'd'], [[interval, ['x', 'y'], null, '日志, "q"']]))[1]).toEqual([
    '2026-01-01T00:00:00.000Z/',
    'x y',
    '',
    '日志, "q"',
  ])
})
