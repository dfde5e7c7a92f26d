import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { parse, sample, sampleNames, stateOf } from '../../../test/support/samples.ts'

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

test('counts of inodes are no sizes', () => {
  const text = sample('df/inodes.out')
  const { rows, unparsed, notes } = parse('df', text)
  expect([rows, unparsed.length, notes.map(({ code }) => code)]).toEqual([
    [],
    text.trim().split('\n').length,
    ['df.inodes'],
  ])
})

test('types are no part of a device, in every unit and language', () => {
  const files = sampleNames('df').filter((name) => /-types|bibytes/.test(name))
  expect(files.length).toBeGreaterThan(12)
  for (const file of files) {
    const { rows, unparsed } = parse('df', sample(file))
    expect([file, unparsed]).toEqual([file, []])
    expect([file, rows.map(({ key }) => key).toSorted()]).toEqual([file, ['/', '/dev', '/dev/shm']])
    const root = rows.find(({ key }) => key === '/')?.fields
    expect([file, root?.filesystem]).toEqual([file, '/dev/vda'])
    // 252 GiB, told more or less exactly.
    expect(Math.abs(Number(root?.sizeKb) - 264_212_084)).toBeLessThan(1024 ** 2)
    expect(Number(root?.availableKb)).toBeGreaterThan(70 * 1024 ** 2)
  }
})

test('units of blocks, of powers of 1000, and with digits in groups', () => {
  const sizes = (head: string, cell: string, command = '') =>
    parse('df', `Filesystem ${head} Used Available Use% Mounted on\n/dev/a ${cell} 1 1 50% /\n`, { command }).rows[0]
      ?.fields.sizeKb
  expect(sizes('1K-blocks', '2048')).toBe(2048)
  expect(sizes('512-blocks', '2048')).toBe(1024)
  expect(sizes('1kB-blocks', '1024')).toBe(1000)
  expect(sizes('2MB-blocks', '3')).toBe(Math.round(6_000_000 / 1024))
  expect(sizes('1M-blocks', '3M')).toBe(3072)
  expect(sizes('1G-blocks', '3G')).toBe(3 * 1024 ** 2)
  expect(sizes('1K-blocks', '264,212,084')).toBe(264_212_084)
  expect(sizes('Size', '1,5G')).toBe(1.5 * 1024 ** 2)
  expect(sizes('Size', '2.0G', 'df -H')).toBe(Math.round(2e9 / 1024))
})

test('a long device on a line of its own, a negative rest, a sum', () => {
  const text = [
    'Filesystem           1K-blocks      Used Available Use% Mounted on',
    '/dev/mapper/vg_cloudos-lv_root',
    '                      51475068  50000000  -1140012  103% /',
    'tmpfs                  8134464         0   8134464   0% /dev/shm',
    'total                 59609532  50000000   6994452  88% -',
  ].join('\n')
  const { rows, unparsed } = parse('df', text)
  expect(unparsed).toEqual([])
  expect(rows.map(({ key, line, lastLine, fields }) => [key, line, lastLine, fields.filesystem])).toEqual([
    ['/', 2, 3, '/dev/mapper/vg_cloudos-lv_root'],
    ['/dev/shm', 4, 4, 'tmpfs'],
  ])
  expect(rows[0]?.fields.availableKb).toBe(-1_140_012)
})

test('rows without a head, as grep leaves them', () => {
  const row = (text: string, command = '') => parse('df', text, { command }).rows[0]?.fields
  expect(row('/dev/vda       ext4 264212084 26125640 80265272   25% /')?.filesystem).toBe('/dev/vda')
  expect(row('/dev/vda         258022 24953     78945   25% /', 'df -m')?.sizeKb).toBe(258_022 * 1024)
  expect(row('/dev/vda         252G   25G   77G   25% /')?.sizeKb).toBe(252 * 1024 ** 2)
})
