import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { parse, sample, sampleNames } from '../../../test/support/samples.ts'

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

test('every language, one order of columns', () => {
  const files = sampleNames('free').filter((name) => /[a-z]{2}_[A-Z]{2}/.test(name))
  expect(files.length).toBeGreaterThan(5)
  for (const file of files) {
    const { rows, unparsed } = parse('free', sample(file), { command: 'free' })
    expect([file, unparsed]).toEqual([file, []])
    expect([file, rows.map(({ key }) => key)]).toEqual([file, ['Mem', 'Swap']])
    expect([file, rows[0]?.fields.totalKb]).toEqual([file, 24_683_620])
    expect(Number(rows[0]?.fields.availableKb)).toBeGreaterThan(20_000_000)
  }
  const chinese = [
    '              总计         已用        空闲      共享    缓冲/缓存    可用',
    '内存：    16244396     4442564     1147224      461524    10654608    10209888',
    '交换：     2097148           0     2097148',
  ]
  expect(parse('free', chinese.join('\n')).rows.map(({ fields }) => fields.availableKb)).toEqual([10_209_888, null])
})

describe('units', () => {
  const memory = (file: string, command: string) => {
    const { rows, unparsed, notes } = parse('free', sample(`free/${file}`), { command })
    expect(unparsed).toEqual([])
    const { totalKb, availableKb } = rows[0]?.fields ?? {}
    return [totalKb, availableKb, notes.map(({ code }) => code)]
  }

  test('of the command, of the cells, or of their size', () => {
    expect(memory('mebibytes-sums.out', 'free -m -l -t')).toEqual([24_105 * 1024, 20_995 * 1024, ['free.asAsked']])
    expect(memory('human.out', 'free -h')).toEqual([23 * 1024 ** 2, 20 * 1024 ** 2, ['free.rounded']])
    const bytes = 25_276_026_880 / 1024
    expect(memory('bytes-wide.out', 'free -w -b').slice(0, 1)).toEqual([bytes])
    expect(memory('bytes-wide.out', '').slice(0, 1)).toEqual([bytes])
  })

  test('a total that may be of any unit is not guessed', () => {
    expect(memory('mebibytes-sums.out', '')).toEqual([null, null, ['free.unitUnknown']])
  })

  test('old columns in MiB, and powers of 1000', () => {
    const old = [
      '             total       used       free     shared    buffers     cached',
      'Mem:          4045       3761        284        145        220       1991',
      '-/+ buffers/cache:       1548       2497',
      'Swap:         7632         74       7557',
    ].join('\n')
    expect(parse('free', old, { command: 'free -m' }).rows.map(({ fields }) => fields.availableKb)).toEqual([
      2497 * 1024,
      null,
    ])
    const si =
      '        total        used        free      shared  buff/cache   available\nMem:    25G        3.3G         20G        9.2M        2.2G         22G\n'
    expect(parse('free', si, { command: 'free -h --si' }).rows[0]?.fields.totalKb).toBe(Math.round(25e9 / 1024))
  })

  test('printed again and again, the last counts', () => {
    const once = (used: number) =>
      `              total        used        free      shared  buff/cache   available\nMem:       24684084    ${used}    23942736        8872      627156    24262936\n`
    const { rows } = parse('free', `${once(1)}\n${once(2)}`, { command: 'free -s 1' })
    expect(rows.map(({ key, fields }) => [key, fields.usedKb])).toEqual([['Mem', 2]])
  })
})
