import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ParsedReader, parsedDelta, textOfParsed } from '../../main/store/parsed-text.ts'
import { rowOfKey } from '../../shared/compare/rows-by-key.ts'
import type { Parsed } from '../../shared/model.ts'

const createdAt = fc.constantFrom(null, { earliest: '2026-11-24T00:00:00.000Z', latest: null })
const fields = fc.record({
  state: fc.constantFrom('up', 'down', 'a\nb'),
  names: fc.constantFrom<string[]>(['a'], ['a', 'b']),
  createdAt,
})
/** Keys are told once; lines go on, with lines between that are no rows. */
const parsed = fc
  .record({
    rows: fc.uniqueArray(
      fc.record({ key: fc.constantFrom(...'abcdefgh'), gap: fc.nat(2), length: fc.nat(1), fields }),
      {
        selector: ({ key }) => key,
      },
    ),
    unparsed: fc.constantFrom<Parsed['unparsed']>([], [{ line: 1, text: '???' }]),
  })
  .map(({ rows, unparsed }): Parsed => {
    let previous = 0
    const placed = rows.map(({ key, gap, length, fields: own }) => {
      const line = previous + 1 + gap
      previous = line + length
      return { key, line, lastLine: previous, fields: own }
    })
    return { rows: placed, unparsed, notes: [] }
  })

test('a result is read back from what it has otherwise than any other', () => {
  fc.assert(
    fc.property(parsed, parsed, (model, other) => {
      const reader = new ParsedReader()
      const { delta, rows } = parsedDelta(model, other)
      expect({ ...other, rows }).toEqual(other)
      if (delta === null) expect(other).toEqual(model)
      else expect(reader.delta(reader.whole(textOfParsed(model)), delta)).toEqual(other)
      for (const row of other.rows) expect(rowOfKey(rows, row.key)).toEqual(row)
    }),
    { numRuns: 2000 },
  )
})

const manyRows = (changed: number): Parsed => ({
  rows: Array.from({ length: 1000 }, (_, index) => ({
    key: `pod-${index}`,
    line: index + 1,
    lastLine: index + 1,
    fields: { restarts: index === changed ? 1 : 0 },
  })),
  unparsed: [],
  notes: [],
})

test('one row changed is one row stored, read and made anew', () => {
  const { delta, own } = parsedDelta(manyRows(-1), manyRows(500))
  expect([own, (delta ?? '').length < 80]).toEqual([1, true])
  const reader = new ParsedReader()
  const model = reader.whole(textOfParsed(manyRows(-1)))
  const read = reader.delta(model, delta ?? '')
  expect(reader.decoded).toBe(1001)
  expect(read.rows.filter((row, index) => row !== model.rows[index]).map(({ key }) => key)).toEqual(['pod-500'])
})
