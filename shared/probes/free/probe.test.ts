import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { parse, sample } from '../../../test/support/samples.ts'

test('new and old columns say what is available', () => {
  const available = (file: string) =>
    parse('free', sample(`free/${file}`)).rows.map(({ key, fields }) => [key, fields.availableKb])
  expect(available('kib.out')).toEqual([
    ['Mem', 24_262_936],
    ['Swap', null],
  ])
  expect(available('procps-3.2.out')).toEqual([
    ['Mem', 10_341_504],
    ['Swap', null],
  ])
})

test('what this machine prints now', () => {
  const { rows, unparsed } = parse(
    'free',
    execFileSync('free', ['-k'], { encoding: 'utf8', env: { LC_ALL: 'C', PATH: process.env.PATH } }),
  )
  expect(unparsed).toEqual([])
  expect(rows.map(({ key }) => key)).toEqual(['Mem', 'Swap'])
})

test('in Chinese', () => {
  const { rows, unparsed } = parse('free', sample('free/zh_CN.out'))
  expect(unparsed).toEqual([])
  expect(rows.map(({ key, fields }) => [key, Number(fields.totalKb) > 0])).toEqual([
    ['Mem', true],
    ['Swap', false],
  ])
})
