import { expect, test } from 'vitest'
import { view } from '../../../test/support/site-views.ts'
import type { SnapshotView } from '../../compare/view.ts'
import { CallError } from '../../contract/call-error.ts'
import type { Finding } from '../../model.ts'
import { findingsOf } from '../judge.ts'
import type { Rule } from '../rule.ts'
import { sentenceOf } from '../sentence.ts'
import { complaintsOfExample } from './examples.ts'
import { ownRuleOf } from './rule-of.ts'
import { readRules } from './rules-file.ts'

const read = (text: string) => readRules({ file: 'site.yaml', text }, (name) => name === 'disk-full')
const complaintsOf = (text: string): string => {
  try {
    read(text)
  } catch (error) {
    if (error instanceof CallError) return error.message
    throw error
  }
  return 'nothing'
}

/** A rule with this way to match, and the rest of what a rule must say. */
const rule = (more: string, name = 'mine') => `rules:
  - name: ${name}
    about: { en: Mine., zh: 我的。 }
    title: '{label}'
    next: look
    why: so
${more
  .trim()
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
`

const findingsFor = (history: SnapshotView[], own: readonly Rule[]): Finding[] => {
  const after = history.at(-1)
  return after === undefined ? [] : findingsOf({ after, before: history.at(-2) ?? null, history, events: [], own })
}

const disks = (...lines: string[]) => ({
  probe: 'df',
  stdout: `Filesystem 1024-blocks Used Available Capacity Mounted on\n${lines.join('\n')}\n`,
})

test('rows: the first case that holds says how grave it is, and its bound is told in the unit of the field', () => {
  const { rules } = read(
    rule(`
match:
  rows: df
  where: { usePercent: { atLeast: 80 }, filesystem: { not: /dev/loop* } }
cases:
  - { where: { usePercent: { atLeast: diskFullPercent } }, severity: critical }
  - { where: { mountedOn: [/var, /opt] }, severity: warning, certainty: possible }
params: { path: mountedOn, threshold: limit }
`).replace("'{label}'", "{ en: '{path} is {usePercent} full (limit {threshold})', zh: '{path} 已用 {usePercent}' }"),
  )
  const own = rules.map(ownRuleOf)
  const found = findingsFor(
    [
      view(0, [
        disks(
          '/dev/sda1 100 97 3 97% /',
          '/dev/sdb1 100 90 10 90% /var',
          '/dev/sdc1 100 90 10 90% /home',
          '/dev/loop0 1 1 0 100% /snap',
        ),
      ]),
    ],
    own,
  ).filter((each) => each.rule === 'mine')
  expect(found.map((each) => [sentenceOf(each, 'en').title, each.severity, each.certainty, each.params])).toEqual([
    ['/ is 97 % full (limit 95 %)', 'critical', 'proven', { path: '/', threshold: 95, usePercent: 97 }],
    ['/var is 90 % full (limit 80 %)', 'warning', 'possible', { path: '/var', threshold: 80, usePercent: 90 }],
  ])
  expect(found[0]).toMatchObject({
    evidence: [{ probe: 'df', lines: [2] }],
    own: { tells: 'state', title: { zh: '/ 已用 97 %' } },
  })
})

/** A table as kubectl writes it. */
const table = (probe: string, ...lines: string[]) => ({
  probe,
  stdout: lines
    .map(
      (line) =>
        `${line
          .split(' ')
          .map((cell) => cell.padEnd(20))
          .join('')
          .trimEnd()}\n`,
    )
    .join(''),
})
const nodes = (...lines: string[]) => table('kubectl-get-nodes', 'NAME STATUS ROLES AGE VERSION', ...lines)
const pods = (...lines: string[]) =>
  table('kubectl-get-pods', 'NAMESPACE NAME READY STATUS RESTARTS AGE IP NODE', ...lines)
const foundIn = (text: string, views: ReturnType<typeof view>[]) =>
  findingsFor(views, read(text).rules.map(ownRuleOf)).filter((each) => each.rule === 'mine')

test('changes: from what to what; a moment lies between the looks; what was not seen in between is taken from before it', () => {
  const text = rule('match: { changes: kubectl-get-nodes, field: status, from: Ready*, to: NotReady* }').replace(
    "'{label}'",
    "'{name}: {before} → {after}'",
  )
  const [was, unseen, is] = [
    view(0, [nodes('n1 Ready a 1d v1', 'n2 NotReady a 1d v1')]),
    view(5, [disks('/dev/sda1 100 7 93 7% /')]),
    view(10, [nodes('n1 NotReady a 1d v1', 'n2 NotReady a 1d v1')]),
  ]
  const found = foundIn(text, [was, unseen, is])
  expect(found.map((each) => [each.own?.title.en, each.since])).toEqual([
    ['n1: Ready → NotReady', { earliest: '2026-11-24T00:00:00.000Z', latest: '2026-11-24T00:10:00.000Z' }],
  ])
  expect(found[0]?.evidence.map(({ snapshot }) => snapshot)).toEqual(['at-0', 'at-10'])
  expect(found[0]?.own?.tells).toBe('change')
})

test('changes: gone is only what was looked for', () => {
  const text = rule('match: { changes: kubectl-get-nodes, kind: removed, where: { name: n* } }')
  expect(foundIn(text, [view(0, [nodes('n1 Ready a 1d v1')]), view(5, [nodes('n2 Ready a 1d v1')])])).toHaveLength(1)
  expect(foundIn(text, [view(0, [nodes('n1 Ready a 1d v1')]), view(5, [])])).toEqual([])
})

test('spans: what was so in every look that showed it, for longer than the limit', () => {
  const text = rule('match: { spans: kubectl-get-nodes, where: { status: NotReady }, longerThan: 15min }').replace(
    "'{label}'",
    "{ en: '{name} for {lasted}', zh: '{name} 已持续 {lasted}' }",
  )
  const bad = (minutes: number) => view(minutes, [nodes('n1 NotReady a 1d v1')])
  const good = view(0, [nodes('n1 Ready a 1d v1')])
  expect(foundIn(text, [good, bad(5), bad(20)])).toEqual([])
  const found = foundIn(text, [good, bad(5), view(10, []), bad(30)])
  expect(found.map((each) => [each.own?.title, each.since.latest])).toEqual([
    [{ en: 'n1 for 25 min', zh: 'n1 已持续 25 分钟' }, '2026-11-24T00:05:00.000Z'],
  ])
  expect(foundIn(text, [bad(0), view(10, [nodes('n1 Ready a 1d v1')]), bad(20)])).toEqual([])
})

test('events: what an operator did since the snapshot before', () => {
  const text = rule('match: { events: { kind: service-*, subject: nova-* } }').replace(
    "'{label}'",
    "'{subject}: {text}'",
  )
  const at = '2026-11-24T00:07:00.000Z'
  const act = { at: { earliest: at, latest: at }, node: 'cloudos1', kind: 'service-stopped', line: 3 }
  const stop = { ...act, subject: 'nova-conductor', text: 'systemctl stop openstack-nova-conductor' }
  const other = { ...act, subject: 'sshd', text: 'systemctl stop sshd' }
  const [a, b, c] = [view(0, []), view(10, [], { events: [stop, other] }), view(20, [])]
  expect(foundIn(text, [a, b]).map((each) => [each.own?.title.en, each.since.latest, each.subject.place])).toEqual([
    ['nova-conductor: systemctl stop openstack-nova-conductor', at, 'cloudos1'],
  ])
  expect(foundIn(text, [a, b, c])).toEqual([])
})

test('companions: another row that must be there, or must not, joined by a field', () => {
  const joined = rule(`
match:
  rows: kubectl-get-pods
  where: { status: Pending }
  with:
    - { rows: kubectl-get-nodes, where: { name: '{node}', status: NotReady* }, as: host }
`).replace("'{label}'", "'{name} waits for {host.name} ({host.status})'")
  const both = [
    nodes('n1 NotReady a 1d v1', 'n2 Ready a 1d v1'),
    pods('default a 0/1 Pending 0 1h 10.0.0.1 n1', 'default b 0/1 Pending 0 1h 10.0.0.2 n2'),
  ]
  const found = foundIn(joined, [view(0, both)])
  expect(found.map((each) => each.own?.title.en)).toEqual(['a waits for n1 (NotReady)'])
  expect(found[0]?.evidence.map(({ probe }) => probe)).toEqual(['kubectl-get-pods', 'kubectl-get-nodes'])

  const lonely = joined
    .replace('with:', 'without:')
    .replace(', as: host', '')
    .replace(' waits for {host.name} ({host.status})', '')
  expect(foundIn(lonely, [view(0, both)]).map((each) => each.own?.title.en)).toEqual(['b'])
  // Where the nodes were not asked, none can be missed.
  expect(foundIn(lonely, [view(0, both.slice(1))])).toEqual([])
})

test('companions: a row of what a link of the world joins to it', () => {
  const text = rule(`
match:
  rows: kubectl-get-pods
  where: { status: Running }
  with: [{ link: runs-on, rows: kubectl-get-nodes, where: { status: NotReady* }, as: on }]
`).replace("'{label}'", "'{name} is on {on.name}'")
  const both = [
    nodes('n1 NotReady a 1d v1', 'n2 Ready a 1d v1'),
    pods('default a 1/1 Running 0 1h 10.0.0.1 n1', 'default b 1/1 Running 0 1h 10.0.0.2 n2'),
  ]
  expect(foundIn(text, [view(0, both)]).map((each) => each.own?.title.en)).toEqual(['a is on n1'])
})

test('what is not known is neither this nor that', () => {
  const text = rule('match: { rows: kubectl-get-pods, where: { node: { not: n1 } } }')
  const found = foundIn(text, [
    view(0, [pods('default a 0/1 Pending 0 1h <none> <none>', 'default b 1/1 Running 0 1h 10.0.0.1 n2')]),
  ])
  expect(found.map((each) => each.own?.title.en)).toEqual(['b'])
})

test.each([
  ['match: { rows: dff, where: {} }', 'site.yaml:7: rules.0.match.rows: There is no probe named dff'],
  [
    'match: { rows: df, where: { use: 5 } }',
    'site.yaml:7: rules.0.match.where.use: its rows have no field use; there are filesystem',
  ],
  ['match: { rows: df, where: { mountedOn: { atLeast: 5 } } }', 'only numbers have bounds, and this field is text'],
  [
    'match: { rows: df, where: { usePercent: { atLeast: 5min } } }',
    'the bound is of another unit than the field, which counts percent',
  ],
  ['match: { rows: df, where: { usePercent: { olderThan: 5min } } }', 'only moments have an age'],
  ['match: { changes: df, where: {} }', 'site.yaml:7: rules.0.match.field: of what changed, the field is to be named'],
  ['match: { changes: df, field: used, to: 5 }', 'its rows have no field used'],
  ['match: { look: df }', 'site.yaml:7: rules.0.match: expected one of rows, changes, spans and events'],
  ['match: { rows: df, where: {} }\nseverity: bad', 'site.yaml:8: rules.0.severity: '],
  [
    'match: { rows: df, where: {} }\nparams: { path: mounted }',
    'site.yaml:8: rules.0.params.path: nothing is known of {mounted}; there are node, key, label, filesystem',
  ],
  [
    'match: { rows: df, where: {} }\ncases:\n  - { where: { x: 1 }, severity: info }',
    'site.yaml:9: rules.0.cases.0.where.x: its rows',
  ],
  [
    "match: { rows: df, where: {}, with: [{ rows: df, where: { usePercent: 5, filesystem: { not: '{filesystem}' } } }] }",
    'one field must be equal',
  ],
  [
    "match: { rows: df, where: {}, with: [{ rows: df, where: { filesystem: '{file}' } }] }",
    'nothing is known of {file}',
  ],
  [
    'match: { rows: df, where: {} }\nexamples:\n  - { about: x, snapshots: [{ outputs: [{ probe: df, rows: [{ mounted: / }] }] }], finds: [] }',
    'site.yaml:9: rules.0.examples.0.snapshots.0.outputs.0.rows.0.mounted: its rows have no field mounted',
  ],
  [
    'match: { rows: df, where: {} }\nexamples:\n  - { about: x, snapshots: [{ outputs: [{ probe: df }] }], finds: [] }',
    'expected either text, as the tool printed it, or rows',
  ],
  ['mach: { rows: df }', 'site.yaml:7: rules.0.mach: there is no such setting'],
])('%s', (more, said) => {
  expect(complaintsOf(rule(more))).toContain(said)
})

test('a name that the program has, or that stands twice, is refused', () => {
  const text = rule('match: { rows: df, where: {} }', 'disk-full')
  expect(complaintsOf(text)).toBe('site.yaml:2: rules.0.name: there is another rule named disk-full')
  const twice = rule('match: { rows: df, where: {} }') + rule('match: { rows: df, where: {} }').replace('rules:\n', '')
  expect(complaintsOf(twice)).toBe('site.yaml:8: rules.1.name: there is another rule named mine')
})

test('an unknown name in a sentence is told where it stands', () => {
  const text = rule('match: { rows: df, where: {} }').replace("'{label}'", "{ en: '{path}', zh: '{mountedOn}' }")
  expect(complaintsOf(text)).toContain('site.yaml:4: rules.0.title.en: nothing is known of {path}')
})

test('examples: what is found and was not expected, and the other way about', () => {
  const [one] = read(
    rule(`
match: { rows: df, where: { usePercent: { atLeast: 90 } } }
examples:
  - about: full
    snapshots:
      - outputs:
          - probe: df
            text: |
              Filesystem 1024-blocks Used Available Capacity Mounted on
              /dev/sda1 100 97 3 97% /
    finds: [{ key: /, severity: warning, title: / }]
  - about: rows
    snapshots: [{ outputs: [{ probe: df, rows: [{ key: /x, usePercent: 95 }] }] }]
    finds: [{ key: /x }]
  - about: wrong
    snapshots: [{ outputs: [{ probe: df, rows: [{ key: /x, mountedOn: /x, usePercent: 95 }] }] }]
    finds: [{ key: /y }]
`),
  ).rules
  const said = one?.examples.map((example) =>
    complaintsOfExample(one, example).map(({ code, params }) => [code, params]),
  )
  expect(said).toEqual([
    [],
    [],
    [
      ['own-rules.notFound', { wanted: '{"key":"/y"}' }],
      ['own-rules.notWanted', { found: '{"key":"/x","severity":"warning","certainty":"proven","title":"/x"}' }],
    ],
  ])
})
