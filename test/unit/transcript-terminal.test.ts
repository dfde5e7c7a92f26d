import { describe, expect, it } from 'vitest'
import { promptOf } from '../../main/import/transcript/prompt.ts'
import { plainLine, plainLines } from '../../main/import/transcript/terminal-text.ts'
import { type Clue, clockIn, timesOf } from '../../main/import/transcript/times.ts'
import { tell } from '../../shared/messages/tell.ts'
import { readDate } from '../../shared/parse/date-output.ts'

describe('plainLine', () => {
  it.each([
    ['colours', '\u001b[01;34mnova\u001b[0m', 'nova'],
    ['a window title closed by BEL', '\u001b]0;root@cloudos1:~\u0007[root@cloudos1 ~]# ', '[root@cloudos1 ~]# '],
    ['a window title closed by ST', '\u001b]2;x\u001b\\y', 'y'],
    ['a title that is never closed', '\u001b]docker ps', 'docker ps'],
    ['bracketed paste', '# \u001b[?2004h\u001b[200~docker ps\u001b[201~\u001b[?2004l\r\r', '# docker ps'],
    ['a correction', 'docker sp\b\bps', 'docker ps'],
    ['a deletion', 'docker psx\b\u001b[K', 'docker ps'],
    ['an insertion in the middle', 'docker s\b\u001b[1@p', 'docker ps'],
    ['an overwrite from the start of the line', ' 10%\r100%', '100%'],
    ['columns skipped by cursor movement', 'NAME\u001b[3CREADY', 'NAME   READY'],
    [
      'a command line wrapped at the right margin',
      '[root@cloudos1 ~]# kubectl get \rpod',
      '[root@cloudos1 ~]# kubectl getpod',
    ],
    ['a character set switch', '\u001b(Bup', 'up'],
    ['a tab', 'a\tb', 'a\tb'],
  ])('%s', (_, raw, plain) => {
    expect(plainLine(raw)).toBe(plain)
  })

  it('keeps the numbering of lines', () => {
    expect(plainLines('\ufeffa\r\n\r\nb\rc\n')).toEqual(['a', '', 'c', ''])
  })
})

describe('promptOf', () => {
  it.each([
    ['[root@cloudos1 ~]# docker ps', 'cloudos1', '~', 'docker ps'],
    ['[root@nova-service /]#', 'nova-service', '/', ''],
    ['(venv) [root@cloudos1 log]# ll', 'cloudos1', 'log', 'll'],
    ['root@cloudos1 ~# docker ps', 'cloudos1', '~', 'docker ps'],
    ['root@host:/var/log# ll', 'host', '/var/log', 'll'],
    ['admin@host.example.com:~$ hostname', 'host.example.com', '~', 'hostname'],
    ['user@host$ hostname', 'host', '', 'hostname'],
    ['bash-4.2# nova service-list', '', '', 'nova service-list'],
  ])('%s', (line, host, directory, command) => {
    expect(promptOf(line)).toMatchObject({ host, directory, command })
  })

  it.each([
    '# docker ps',
    '此外运行命令# docker ps',
    'user@host wrote: ~# x',
    'a@b.com',
    '[1/3]# step',
    '| root@host | $ |',
  ])('is none in %s', (line) => {
    expect(promptOf(line)).toBeNull()
  })

  it('believes a bare prompt inside a container only', () => {
    expect(promptOf('/ # ls', true)).toMatchObject({ directory: '/', command: 'ls' })
    expect(promptOf('/ # ls')).toBeNull()
  })
})

describe('times', () => {
  const clue = (heartbeatMs: number | null): Clue => ({
    clock: null,
    heartbeat: heartbeatMs === null ? null : { atMs: heartbeatMs, service: 'nova' },
    head: null,
  })

  it('increase strictly around what is known', () => {
    const times = timesOf([clue(null), clue(null), clue(50_000), clue(null), clue(50_000), clue(90_000)], null, 0)
    expect(times.map(({ atMs }) => atMs)).toEqual([48_000, 49_000, 50_000, 51_000, 52_000, 90_000])
    expect(times.map(({ known }) => known)).toEqual([false, false, true, false, false, true])
  })

  it('give way to the time the user gave', () => {
    const times = timesOf([clue(50_000), clue(90_000), clue(95_000)], 60_000, 0)
    expect(times.map(({ atMs }) => atMs)).toEqual([50_000, 59_000, 60_000])
  })

  const date = readDate('Sat Oct 19 21:30:11 CST 2019')
  const at = (iso: string) => Date.parse(iso)

  it('of a zone that may be several are inferred: the likeliest, or where the heartbeat is', () => {
    const alone = timesOf([{ ...clue(null), clock: date }], null, 0)
    expect(alone).toMatchObject([{ atMs: at('2019-10-19T13:30:11Z'), known: true }])
    expect(tell(alone[0]?.inferred ?? null, 'en')).toBe(
      'the output of date, whose CST stands for several zones: read as UTC+8',
    )
    const beside = timesOf([{ ...clue(at('2019-10-20T03:29:50Z')), clock: date }], null, 0)
    expect(beside).toMatchObject([{ atMs: at('2019-10-20T03:30:11Z'), known: true }])
    expect(tell(beside[0]?.inferred ?? null, 'en')).toContain('read as UTC−6, as the newest nova heartbeat is nearest')
  })

  it('of a clock whose zone is certain are not inferred', () => {
    const clock = readDate('2019-10-19T21:30:11+0800')
    expect(timesOf([{ ...clue(1), clock }], null, 0)).toEqual([
      { atMs: at('2019-10-19T13:30:11Z'), inferred: null, known: true },
    ])
  })

  it.each(['Sat Oct 19 21:30:11 XYZ 2019', 'Sat Oct 99 21:30:11 CST 2019', ''])('not guessed from %j', (line) => {
    expect(clockIn([line])).toBeNull()
  })
})
