/** What holds for every probe, on every text. */
import { describe, expect, test } from 'vitest'
import { growth, inProportion } from '../../test/support/growth.ts'
import { parse, sample, sampleNames } from '../../test/support/samples.ts'
import { linesOf } from '../parse/lines.ts'
import { probeNamed, probes } from './index.ts'
import type { Head } from './probe.ts'

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

const heads = probes.flatMap((probe) => (probe.heads ?? []).map((head) => ({ probe: probe.name, head })))
/** Heads, borders, sums and legends. */
const isFrame = (line: string): boolean =>
  heads.some(({ head }) => head.test(line)) ||
  /^(\||[+-]+$|total \d|total +-|总计 \d|-\/\+ buffers|(LOAD|ACTIVE|SUB) +=|\d+ loaded units|To show all)/.test(line)

test('an unknown probe is named in the error', () => expect(() => probeNamed('nope')).toThrow(/nope/))

describe.each(probes.map((probe) => probe.name))('%s', (name) => {
  test('every line is part of a row, listed as unparsed, blank, or one of the known headers and borders', () => {
    for (const { name: file, text } of texts) {
      const { rows, unparsed } = parse(name, text)
      const accounted = new Set(unparsed.map(({ line }) => line))
      for (const { line, lastLine } of rows) for (let each = line; each <= lastLine; each++) accounted.add(each)
      const isJson = /^[[{]/.test(text)
      const rest = linesOf(text).filter(({ line, text: each }) => !accounted.has(line) && each.trim() !== '')
      const strange = rest.filter(({ text: each }) => !isFrame(each))
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

describe('the head of a real table', () => {
  // One object a line or a whole document, and what systemctl prints when it is asked for no legend.
  const isHeadless = (name: string, text: string) => /^[[{]/.test(text) || name === 'systemctl-failed/plain.out'
  const tables = probes
    .filter(({ heads: own }) => own !== undefined)
    .flatMap(({ name }) => sampleNames(name).map((file) => ({ probe: name, file, text: sample(file) })))
    .filter(({ file, text }) => file.endsWith('.out') && text.trim() !== '' && !isHeadless(file, text))
  const met = new Set<Head>()

  test.each(tables)('$file is told by it', ({ probe, file, text }) => {
    const lines = text.split('\n')
    const at = lines.findIndex((line) => heads.some(({ head }) => head.test(line)))
    // df -i has a head of its own, which no probe reads.
    if (/inodes/.test(file)) {
      expect(at).toBe(-1)
      return
    }
    const telling = heads.filter(({ head }) => head.test(lines[at] ?? ''))
    for (const { head } of telling) met.add(head)
    const named = [...new Set(telling.map((each) => each.probe))]
    expect(named).toContain(probe)
    // Old clients of nova head their tables as that of cinder does: there the rows tell.
    expect(named.length).toBeLessThanOrEqual(probe.endsWith('-service-list') ? 2 : 1)
    const rest = lines.slice(at).join('\n')
    const readers = named.filter((name) => parse(name, rest).rows.length > 0)
    expect(readers.filter((name) => name !== probe)).toEqual([])
  })

  test('every head is one of a real table', () => {
    expect(heads.filter(({ head }) => !met.has(head))).toEqual([])
  })
})
