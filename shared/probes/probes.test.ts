/** What holds for every probe, on every text. */
import { describe, expect, test } from 'vitest'
import { growth, inProportion } from '../../test/support/growth.ts'
import { parse, sample, sampleNames } from '../../test/support/samples.ts'
import { linesOf } from '../parse/lines.ts'
import { probeNamed, probes } from './index.ts'

const texts = [...probes.map(({ name }) => name).filter((name) => name !== 'host'), 'families'].flatMap((folder) =>
  sampleNames(folder).map((name) => ({ name, text: sample(name) })),
)

/** A small generator with a seed (xorshift), so that a failure can be had again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

/** Cuts, doubles and garbles a text. */
function garbled(text: string, random: (below: number) => number): string {
  let result = text
  for (let round = 0; round < 4; round++) {
    const at = random(result.length + 1)
    const length = random(60)
    const junk = [
      '',
      '\u0000',
      '\ufffd',
      '|',
      '"',
      '\r',
      '\n',
      '{',
      '  ',
      '\ud800',
      '日',
      result.slice(at, at + length),
    ]
    result = result.slice(0, at) + (junk[random(junk.length)] ?? '') + result.slice(at + random(40))
  }
  return result
}

test('an unknown probe is named in the error', () => expect(() => probeNamed('nope')).toThrow(/nope/))

describe.each(probes.map((probe) => probe.name))('%s', (name) => {
  test('every line is part of a row, listed as unparsed, blank, or one of the known headers and borders', () => {
    for (const { name: file, text } of texts) {
      const { rows, unparsed } = parse(name, text)
      const accounted = new Set(unparsed.map(({ line }) => line))
      for (const { line, lastLine } of rows) for (let each = line; each <= lastLine; each++) accounted.add(each)
      const isJson = /^[[{]/.test(text)
      const rest = linesOf(text).filter(({ line, text: each }) => !accounted.has(line) && each.trim() !== '')
      const known =
        /^(CONTAINER ID|NAME |NAMESPACE |LAST SEEN |total \d|总计 \d|\||[+-]+$|Filesystem |\s+total +used|-\/\+ buffers|\s+UNIT +LOAD|(LOAD|ACTIVE|SUB) +=|\d+ loaded units|To show all)/
      const strange = rest.filter(({ text: each }) => !known.test(each))
      // In a list of objects, what is around the items is its frame.
      if (!(isJson && rows.length > 0)) expect([file, strange]).toEqual([file, []])
    }
  })

  test('no text makes it throw, and every row points into the text', () => {
    const random = randomFrom(0x5eed)
    for (const { text } of texts) {
      for (let round = 0; round < 12; round++) {
        const input = garbled(text.length > 20_000 ? text.slice(0, 20_000) : text, random)
        const { rows, unparsed } = parse(name, input)
        const count = linesOf(input).length
        for (const { line, lastLine } of rows) expect(1 <= line && line <= lastLine && lastLine <= count).toBe(true)
        for (const { line } of unparsed) expect(1 <= line && line <= count).toBe(true)
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
      }
    }
  })

  test.each(['a', ' ', '|', '-', '"', '\\', '{', '(', '1', '\n', '\r', ' -> ', '| x ', 'a 1/1 '])(
    'takes time in proportion to its length: %j',
    async (piece) => {
      const read = (length: number) => parse(name, piece.repeat(length / piece.length))
      expect(await growth(120_000, read)).toBeLessThan(inProportion)
    },
  )
})
