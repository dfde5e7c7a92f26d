import { expect, test } from 'vitest'
import { z } from 'zod'
import { CallError } from '../contract/call-error.ts'
import { readYaml } from './read.ts'
import { oneOrMany, writtenDuration, writtenText } from './words.ts'

const schema = z.strictObject({
  title: writtenText,
  lag: writtenDuration.default(0),
  of: oneOrMany(z.string()).default([]),
})
const read = (text: string) => readYaml({ file: 'f.yaml', text }, schema)
const complaintsOf = (text: string): string => {
  try {
    read(text)
  } catch (error) {
    if (error instanceof CallError) return error.message
    throw error
  }
  return 'nothing'
}

test('texts stand in both languages, or are the same in both; lengths of time have units', () => {
  expect(read('title: df -h\nlag: 1.5min\nof: a').value).toEqual({
    title: { en: 'df -h', zh: 'df -h' },
    lag: 90_000,
    of: ['a'],
  })
  expect(read('title: { en: full, zh: 已满 }\nof: [a, b]').value).toEqual({
    title: { en: 'full', zh: '已满' },
    lag: 0,
    of: ['a', 'b'],
  })
})

test.each([
  ['title: x\nlag: 90\n', 'f.yaml:2: lag: '],
  ['title: x\nlag: soon\n', 'f.yaml:2: lag: expected a length of time'],
  ['title: { en: x }\n', 'f.yaml:1: title.zh: '],
  ['lag: 1s\n', 'f.yaml:1: title: expected a text, or one in each language'],
  ['title: x\nlgo: 1s\n', 'f.yaml:2: lgo: there is no such setting'],
  ['title: x\nof:\n  - a\n  - 5\n', 'f.yaml:4: of.1: '],
  ['title: [x\nlag: 1s\n', 'f.yaml:'],
])('%j is refused with its line', (text, said) => {
  expect(complaintsOf(text)).toContain(said)
})

test('a thing is found again by its path', () => {
  const { lineOf } = read('title:\n  en: x\n  zh: y\nof:\n  - a\n  - b\n')
  expect([lineOf(['title', 'zh']), lineOf(['of', 1]), lineOf(['of', 7]), lineOf([])]).toEqual([3, 6, 5, 1])
})

test('what would stand for more than memory holds, goes too deep or is too long is refused', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
  for (let index = 1; index < 9; index++) {
    const [was, is] = ['abcdefghij'[index - 1], 'abcdefghij'[index]]
    bomb.push(`${is}: &${is} [${Array(9).fill(`*${was}`).join(', ')}]`)
  }
  expect(complaintsOf(bomb.join('\n'))).toContain('f.yaml:1: Excessive alias count')
  expect(complaintsOf('['.repeat(5000))).toContain('f.yaml:1: ')
  expect(complaintsOf(`title: ${'x'.repeat(600_000)}`)).toBe('f.yaml:1: the file is longer than 512 kB')
})

test('of many complaints the first are told', () => {
  const lines = complaintsOf(`title: x\n${Array.from({ length: 50 }, (_, index) => `no${index}: 1`).join('\n')}`)
  expect(lines.split('\n')).toHaveLength(20)
})
