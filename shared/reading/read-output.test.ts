import { expect, test } from 'vitest'
import { kubectlGetPods } from '../probes/kubectl-get-pods/probe.ts'
import { novaServiceList } from '../probes/nova-service-list/probe.ts'
import type { Probe } from '../probes/probe.ts'
import { readOutput } from './read-output.ts'

const read = (probe: Probe, text: string) =>
  readOutput(probe, text, { takenAtMs: 0, clockOffsetMs: 0, zoneOffsetMinutes: 0, command: '' })

const table = [
  'NAMESPACE   NAME        READY   STATUS    RESTARTS   AGE   IP          NODE',
  'openstack   api-abcde   1/1     Running   0          3d    10.0.0.11   cmp-1',
  'openstack   db-0        0/1     Error     2          3d    10.0.0.12   cmp-2',
]

test('lines that several times end at one column are joined, and told by the lines they came from', () => {
  const cut = table.flatMap((line) => [line.slice(0, 50), line.slice(50)])
  const { rows, unparsed, notes } = read(kubectlGetPods, cut.join('\n'))
  expect(unparsed).toEqual([])
  expect(notes.map(({ code }) => code)).toContain('reading.joined')
  expect(rows.map(({ line, lastLine, fields }) => [line, lastLine, fields.name, fields.ip, fields.node])).toEqual([
    [3, 4, 'api-abcde', '10.0.0.11', 'cmp-1'],
    [5, 6, 'db-0', '10.0.0.12', 'cmp-2'],
  ])
})

test('blanks at the cut may be lost', () => {
  const cut = table.flatMap((line) => [line.slice(0, 54).trimEnd(), line.slice(54).trimEnd()])
  expect(read(kubectlGetPods, [table[0], 'rubbish', ...table.slice(1)].join('\n')).unparsed).toHaveLength(1)
  expect(read(kubectlGetPods, cut.join('\n')).rows).toHaveLength(2)
})

test('a line that one wide line stands above is joined to nothing, and no row is lost', () => {
  const strange = ['NAME   READY   STATUS   RESTARTS   AGE', `web-1  0/1  one two three four five ${'six '.repeat(9)}`]
  const { rows, unparsed } = read(kubectlGetPods, [...strange, 'web-2  1/1     Running   0     3d'].join('\n'))
  expect(rows.map(({ fields }) => fields.name)).toContain('web-2')
  expect([...rows.map(({ line }) => line), ...unparsed.map(({ line }) => line)].toSorted()).toEqual([2, 3])
})

test.each([
  ['quoted as in a mail', (line: string) => `> ${line}`],
  ['indented by a tab', (line: string) => `\t${line}`],
  ['with blanks of a web page', (line: string) => line.replaceAll(' ', '\u00a0')],
  ['with entities of HTML', (line: string) => `${line} `.replace('| -', '| &lt;none&gt;')],
  ['escaped by pandoc', (line: string) => line.replace(/([|_-])/g, '\\$1')],
])('%s', (_, spoil) => {
  const text = [
    '+----+----------------+------+----------+---------+-------+----------------------------+-----------------+',
    '| Id | Binary         | Host | Zone     | Status  | State | Updated_at                 | Disabled Reason |',
    '+----+----------------+------+----------+---------+-------+----------------------------+-----------------+',
    '| 1  | nova-scheduler | ctl1 | internal | enabled | down  | 2019-10-19T13:00:00.000000 | -               |',
    '+----+----------------+------+----------+---------+-------+----------------------------+-----------------+',
  ]
  const { rows, unparsed } = read(novaServiceList, text.map(spoil).join('\n'))
  expect(unparsed).toEqual([])
  expect(rows.map(({ line, fields }) => [line, fields.binary, fields.host, fields.state])).toEqual([
    [4, 'nova-scheduler', 'ctl1', 'down'],
  ])
})
