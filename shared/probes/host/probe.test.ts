import { expect, test } from 'vitest'
import { parse } from '../../../test/support/samples.ts'

const takenAt = '2019-10-19T13:38:00Z'

test('labelled lines', () => {
  const text = [
    'hostname: cloudos1',
    'date: 2019-10-19T21:38:03+0800',
    'uptime:  21:38:03 up 3 days,  4:05,  2 users,  load average: 0.30, 0.20, 0.10',
    'kernel: 3.10.0-514.el7.x86_64',
    'docker: Docker version 1.12.6, build 3a094bd/1.12.6',
    'kubectl: Client Version: version.Info{Major:"1", Minor:"5", GitVersion:"v1.5.2", GitCommit:"x"}',
  ].join('\n')
  const { rows, unparsed } = parse('host', text, { takenAt })
  expect(unparsed).toEqual([])
  expect(rows).toMatchObject([
    {
      key: 'host',
      line: 1,
      lastLine: 6,
      fields: {
        hostname: 'cloudos1',
        nodeTime: '2019-10-19T13:38:03.000Z',
        zoneOffsetMinutes: 480,
        bootedAt: { earliest: '2019-10-16T09:32:00.000Z', latest: '2019-10-16T09:33:00.000Z' },
        kernel: '3.10.0-514.el7.x86_64',
        dockerVersion: '1.12.6',
        kubectlVersion: '1.5.2',
      },
    },
  ])
})

test('what is not installed is null, and a banner is listed', () => {
  const { rows, unparsed } = parse('host', 'Authorized users only!\nhostname: a\ndocker: \nkubectl: \n', { takenAt })
  expect(rows[0]?.fields).toMatchObject({ hostname: 'a', dockerVersion: null, kubectlVersion: null })
  expect(unparsed).toEqual([{ line: 1, text: 'Authorized users only!' }])
})

test('the words of a terminal: hostname and date', () => {
  const { rows } = parse('host', 'cloudos1\nSat Oct 19 13:38:03 UTC 2019\n', { takenAt })
  expect(rows[0]?.fields).toMatchObject({
    hostname: 'cloudos1',
    nodeTime: '2019-10-19T13:38:03.000Z',
    zoneOffsetMinutes: 0,
  })
})

test.each([
  ['Sat Oct 19 21:38:03 CST 2019', 'severalZones', 'UTC+8, UTC−6, UTC−5'],
  ['2019年 10月 19日 星期六 21:38:03 CST', 'severalZones', 'UTC+8, UTC−6, UTC−5'],
  ['Sat Oct 19 21:38:03 XYZ 2019', 'unknownZone', undefined],
])('%s: a zone that is not certain tells no time, and says so', (line, name, zones) => {
  const { rows, unparsed, notes } = parse('host', `${line}\n`, { takenAt })
  expect(unparsed).toEqual([])
  expect(rows[0]?.fields).toMatchObject({ nodeTime: null, zoneOffsetMinutes: null })
  expect(notes.map(({ code, params }) => [code, params.zones])).toEqual([[`host.${name}`, zones]])
})

test.each(['cloudos1.example.com\n', ''])('uname -a tells the kernel, and the name where hostname does not', (name) => {
  const uname =
    'Linux cloudos1 3.10.0-957.el7.x86_64 #1 SMP Thu Nov 8 23:39:32 UTC 2018 x86_64 x86_64 x86_64 GNU/Linux\n'
  for (const text of [uname + name, name + uname]) {
    const { rows, unparsed } = parse('host', text, { takenAt })
    expect(unparsed).toEqual([])
    expect(rows[0]?.fields).toMatchObject({ hostname: name.trim() || 'cloudos1', kernel: '3.10.0-957.el7.x86_64' })
  }
})
