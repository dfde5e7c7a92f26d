import { describe, expect, test } from 'vitest'
import { parse, sample } from '../../../test/support/samples.ts'
import { varLog } from './probe.ts'

const takenAt = '2026-11-23T23:58:49Z'
const real = (file: string) => parse('var-log', sample(`var-log/${file}`), { takenAt })

describe('one folder, listed four ways', () => {
  test.each([
    ['gnu-c.out', 37, [23]],
    ['gnu-zh_CN.out', 37, [26]],
    ['gnu-full-iso.out', 39, [25]],
    ['busybox.out', 37, []],
  ])('%s: %i entries, and the rest of a name with a newline', (file, count, unparsedLines) => {
    const { rows, unparsed } = real(file)
    expect([rows.length, unparsed.map(({ line }) => line)]).toEqual([count, unparsedLines])
  })

  test('C and Chinese say the same', () => {
    const facts = (file: string) => new Map(real(file).rows.map(({ key, fields }) => [key, fields]))
    expect(facts('gnu-zh_CN.out')).toEqual(facts('gnu-c.out'))
  })

  test('the exact time lies within the coarse one', () => {
    const exact = new Map(
      real('gnu-full-iso.out').rows.map(({ key, fields }) => [key, fields.modifiedAt as { earliest: string }]),
    )
    for (const file of ['gnu-c.out', 'busybox.out']) {
      for (const { key, fields } of real(file).rows.filter((row) => exact.has(row.key))) {
        const at = exact.get(key)?.earliest ?? ''
        const { earliest, latest } = fields.modifiedAt as { earliest: string; latest: string }
        // busybox printed the minute in which the sample was listed for a file that was new then.
        expect([key, earliest <= at || file === 'busybox.out', at <= latest || key.endsWith('/.')]).toEqual([
          key,
          true,
          true,
        ])
      }
    }
  })

  test('names as they are: spaces, arrows, devices without a size', () => {
    const byPath = new Map(real('gnu-c.out').rows.map(({ key, fields }) => [key, fields]))
    expect(byPath.get('/var/log/ leading space')?.size).toBe(2)
    expect(byPath.get('/var/log/name with  two spaces.log')?.size).toBe(2)
    expect(byPath.get('/var/log/arrow -> link')).toMatchObject({ type: 'link', linkTarget: 'arrow -> target' })
    expect(byPath.get('/var/log/arrow -> name')).toMatchObject({ type: 'file', linkTarget: null })
    expect(byPath.get('/var/log/blk')).toMatchObject({ type: 'block-device', size: null })
    expect(byPath.get('/var/log/huge.log')?.size).toBe(5497558138880)
  })
})

describe('times', () => {
  const modified = (time: string, zoneOffsetMinutes: number | null, at = '2019-10-19T13:40:00Z') =>
    parse('var-log', `-rw-r--r-- 1 root root 23087 ${time} cron`, { takenAt: at, zoneOffsetMinutes }).rows[0]?.fields
      .modifiedAt

  test.each([
    ['Oct 19 21:01', 480, '2019-10-19T13:01:00.000Z', '2019-10-19T13:01:59.999Z'],
    ['Sep 11  2017', 480, '2017-09-10T16:00:00.000Z', '2017-09-11T15:59:59.999Z'],
    ['10月 19 21:01', 480, '2019-10-19T13:01:00.000Z', '2019-10-19T13:01:59.999Z'],
    // A clock ahead of ours, or a zone that is not UTC: still this year.
    ['Oct 19 21:38', 0, '2019-10-19T21:38:00.000Z', '2019-10-19T21:38:59.999Z'],
    ['Oct 19 21:01', null, '2019-10-19T07:01:00.000Z', '2019-10-20T09:01:59.999Z'],
  ])('%s in zone %o', (time, zone, earliest, latest) => expect(modified(time, zone)).toEqual({ earliest, latest }))

  test('December, listed in January, is of last year', () => {
    expect(modified('Dec 31 23:59', 0, '2020-01-02T00:00:00Z')).toMatchObject({ earliest: '2019-12-31T23:59:00.000Z' })
  })

  test('a day that is still to come is of last year, however near', () => {
    expect(modified('Sep  1 12:00', 0, '2020-03-15T00:00:00Z')).toMatchObject({ earliest: '2019-09-01T12:00:00.000Z' })
  })
})

test('modes of nine characters, total in two languages, a heading', () => {
  const text =
    'total 120364\n总计 12\n/var/log:\ndrwxr-x-- 2 barbican barbican 6 Aug 30 2017 barbican\nls: cannot open\n'
  const { rows, unparsed } = parse('var-log', text)
  expect(rows[0]).toMatchObject({ key: '/var/log/barbican', fields: { type: 'directory', mode: 'drwxr-x--' } })
  expect(unparsed).toEqual([{ line: 5, text: 'ls: cannot open' }])
})

describe('columns and marks of other options', () => {
  const read = (lines: readonly string[], command = '') => {
    const { rows, unparsed } = parse('var-log', lines.join('\n'), { takenAt, command })
    expect(unparsed).toEqual([])
    return rows.map(({ key, fields: { owner, group, size, linkTarget } }) =>
      [key, owner, group, size, linkTarget].join('|'),
    )
  }

  test.each([
    ['-i', '3547575 -rw-r----- 1 nova adm 120 Nov 20 08:05 a.log', 'nova|adm'],
    ['-s', '   4 -rw-r----- 1 nova adm 120 Nov 20 08:05 a.log', 'nova|adm'],
    ['-is', '3547575   4 -rw-r----- 1 nova adm 120 Nov 20 08:05 a.log', 'nova|adm'],
    ['-Z', '-rw-r-----. 1 nova adm system_u:object_r:var_log_t:s0:c1,c2 120 Nov 20 08:05 a.log', 'nova|adm'],
    [
      '-Z, without one',
      '-rw-r----- 1 nova adm ?                                                       120 Nov 20 08:05 a.log',
      'nova|adm',
    ],
    ['-alZRs', '   4 -rw-r-----. 1 nova adm system_u:object_r:var_log_t:s0 120 Nov 20 08:05 a.log', 'nova|adm'],
    ['-o', '-rw-r----- 1 nova 120 Nov 20 08:05 a.log', 'nova|'],
    ['-g', '-rw-r----- 1 adm 120 Nov 20 08:05 a.log', '|adm'],
    ['-n', '-rw-r----- 1 162 4 120 Nov 20 08:05 a.log', '162|4'],
    [
      'a group of a domain',
      '-rw-r----- 1 CORP\\nova CORP\\domain users 120 Nov 20 08:05 a.log',
      'CORP\\nova|CORP\\domain users',
    ],
  ])('%s', (option, line, owners) => {
    expect(read([line], `ls -l ${option} /var/log`)).toEqual([`/var/log/a.log|${owners}|120|`])
  })

  test('whole names, and folders with blanks, colons and names of their own', () => {
    const file = (name: string) => `-rw-r----- 1 root adm 120 Nov 20 08:05 ${name}`
    expect(read([file('/var/log/boot.log'), file('/var/log/nova/api.log')], 'ls -l /var/log/*.log')).toEqual([
      '/var/log/boot.log|root|adm|120|',
      '/var/log/nova/api.log|root|adm|120|',
    ])
    const folders = [
      '/var/log/my app:',
      '總用量 4',
      file('a.log'),
      '',
      '/var/log/bak-2026-11-20T08:00:00:',
      'insgesamt 4',
      file('b.log'),
      '',
      'nova:',
      'total 4',
      file('c.log'),
      '',
      './old:',
      file('d.log'),
    ]
    expect(read(folders).map((fact) => fact.split('|')[0])).toEqual([
      '/var/log/my app/a.log',
      '/var/log/bak-2026-11-20T08:00:00/b.log',
      '/var/log/nova/c.log',
      '/var/log/old/d.log',
    ])
  })

  test('quotes of a terminal, and marks of ll', () => {
    expect(
      read([
        'total 8',
        'lrwxrwxrwx 1 root root    8 Nov 20 08:05  cur -> messages',
        "drwxr-xr-x 2 root root 4096 Nov 20 08:05 'my app'",
        '-rw-r--r-- 1 root root    9 Nov 20 08:05 "it\'s.log"',
        '-rw-r--r-- 1 root root    2 Nov 20 08:05  messages',
      ]).map((fact) => fact.split('|')[0]),
    ).toEqual(['/var/log/cur', '/var/log/my app', "/var/log/it's.log", '/var/log/messages'])
    expect(
      read([
        'drwxr-xr-x 2 root root 4096 Nov 20 08:05 ./',
        'drwxr-xr-x 2 root root 4096 Nov 20 08:05 nova/',
        '-rwxr-xr-x 1 root root    9 Nov 20 08:05 rotate.sh*',
        'prw-r--r-- 1 root root    0 Nov 20 08:05 pipe|',
        '-rw-r--r-- 1 root root    2 Nov 20 08:05 messages',
      ]).map((fact) => fact.split('|')[0]),
    ).toEqual(['/var/log/.', '/var/log/nova', '/var/log/rotate.sh', '/var/log/pipe', '/var/log/messages'])
  })
})

test.each([
  ['missing-zh_CN.err', 'failed'],
  ['noperm.err', 'refused'],
])('%s', (file, outcome) =>
  expect(varLog.diagnose?.({ stdout: '', stderr: sample(`var-log/${file}`), exitCode: 2 }, null)?.outcome).toBe(
    outcome,
  ),
)
