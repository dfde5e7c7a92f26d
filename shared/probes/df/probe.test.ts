import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { parse, sample, stateOf } from '../../../test/support/samples.ts'

test('full and filling up, a share with a blank in its name', () => {
  const { rows, unparsed } = parse('df', sample('df/old-nfs.out'))
  expect(unparsed).toEqual([])
  expect(rows.map(({ key, fields }) => [key, stateOf('df', fields)])).toEqual([
    ['/', 'full: bad'],
    ['/boot', 'has room: fine'],
    ['/mnt/my share', 'filling up: attention'],
    ['/var/lib/docker/overlay2/0f3c/merged', 'full: bad'],
  ])
  expect(rows[2]?.fields.filesystem).toBe('nas:/export/my share')
})

test('what this machine prints now, exact and rounded', () => {
  for (const args of [['-P', '-k'], ['-h'], []]) {
    const { rows, unparsed } = parse(
      'df',
      execFileSync('df', args, { encoding: 'utf8', env: { LC_ALL: 'C', PATH: process.env.PATH } }),
    )
    expect(unparsed).toEqual([])
    expect(rows.some(({ key, fields }) => key === '/' && Number(fields.sizeKb) > 100_000)).toBe(true)
  }
})

test('in Chinese, exact and rounded', () => {
  const sizes = (file: string) => {
    const { rows, unparsed } = parse('df', sample(`df/${file}`))
    expect(unparsed).toEqual([])
    return rows.map(({ key, fields }) => [key, fields.sizeKb])
  }
  expect(sizes('zh_CN-posix.out')).toContainEqual(['/', 264_212_084])
  expect(sizes('zh_CN-human.out')).toContainEqual(['/', 252 * 1024 ** 2])
})

test('inodes and types are no sizes and no names', () => {
  for (const file of ['inodes.out', 'with-type.out']) {
    const text = sample(`df/${file}`)
    const { rows, unparsed } = parse('df', text)
    expect([file, rows, unparsed.length]).toEqual([file, [], text.trim().split('\n').length])
  }
})
