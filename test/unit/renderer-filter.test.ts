import { describe, expect, test } from 'vitest'
import { searchableChange } from '../../renderer/changes/searchable-change.ts'
import { columnsOf } from '../../renderer/collected/columns.ts'
import { searchableOf } from '../../renderer/collected/searchable-row.ts'
import { matches, parseFilter } from '../../renderer/controls/filter.ts'
import type { RowInPlace } from '../../shared/contract/contract.ts'
import type { Change, Fields } from '../../shared/model.ts'
import { kubectlGetPods } from '../../shared/probes/kubectl-get-pods/probe.ts'

const pod = (fields: Fields): RowInPlace => ({
  node: 'node-1',
  place: '',
  pod: null,
  row: {
    key: 'k',
    line: 2,
    lastLine: 2,
    fields: { namespace: 'default', status: 'Running', restarts: 0, ip: null, node: 'node-1', ...fields },
  },
})
const pods = [
  pod({ name: 'nova-conductor-x1', status: 'CrashLoopBackOff', restarts: 12, ip: '10.0.0.1' }),
  pod({ name: 'nova-api-x2', restarts: 2, node: 'node-2' }),
  pod({ name: 'coredns-x3', namespace: 'kube-system', ip: '10.0.0.3' }),
]
const item = searchableOf(columnsOf(kubectlGetPods, { takenAt: '2019-10-19T13:30:00.000Z', language: 'en' }))
const found = (filter: string) =>
  pods.filter((one) => matches(parseFilter(filter), item(one))).map((one) => String(one.row.fields.name).split('-x')[0])

describe('filter of rows', () => {
  test('all words must be there, in any case and anywhere', () => {
    expect(found('NOVA')).toEqual(['nova-conductor', 'nova-api'])
    expect(found('nova running')).toEqual(['nova-api'])
    expect(found('  ')).toHaveLength(3)
  })
  test('a field narrows to its column', () => {
    expect(found('node:node-2')).toEqual(['nova-api'])
    expect(found('STATUS:crash')).toEqual(['nova-conductor'])
    expect(found('name:=coredns-x3')).toEqual(['coredns'])
    expect(found('name:running')).toEqual([])
  })
  test('a minus leaves out, words and fields', () => {
    expect(found('-nova')).toEqual(['coredns'])
    expect(found('nova -status:Running')).toEqual(['nova-conductor'])
  })
  test('numbers compare as numbers', () => {
    expect(found('restarts:>2')).toEqual(['nova-conductor'])
    expect(found('restarts:<12')).toEqual(['nova-api', 'coredns'])
  })
  test('an empty value asks whether there is one', () => {
    expect(found('ip:')).toEqual(['nova-conductor', 'coredns'])
    expect(found('-ip:')).toEqual(['nova-api'])
  })
  test('quotes keep words together, an open quote ends with the text', () => {
    expect(found('"default nova-api"')).toEqual(['nova-api'])
    expect(found('status:"crashloop')).toEqual(['nova-conductor'])
  })
  test('a colon that names no field is text', () => {
    const [term] = parseFilter('registry:5000/nova')
    expect(matches([term!], { text: 'image registry:5000/nova:1', field: () => undefined })).toBe(true)
    expect(matches([term!], { text: 'image quay/nova:1', field: () => undefined })).toBe(false)
  })
  test('a lone minus and endless punctuation do no harm', () => {
    expect(found('-')).toHaveLength(3)
    expect(parseFilter(`${'-:'.repeat(50_000)} "`).length).toBeLessThan(100_000)
  })
})

test('changes are filtered by kind, place, name and changed field', () => {
  const change: Change = {
    probe: 'kubectl-get-pods',
    place: '',
    key: 'default/nova-api',
    kind: 'changed',
    node: 'node-1',
    host: '',
    workload: 'nova-api',
    fields: [{ name: 'status', before: 'Running', after: 'Error' }],
    reason: null,
    evidence: [],
  }
  const has = (filter: string) =>
    matches(parseFilter(filter), searchableChange(change, new Set(['status', 'restarts']), 'en'))
  expect(['nova', 'kind:changed', 'status:error', 'status:Running', 'field:status', 'name:api'].map(has)).toEqual(
    new Array(6).fill(true),
  )
  expect(['kind:added', 'status:Pending', '-status:', 'restarts:', 'node:node-2'].map(has)).toEqual(
    new Array(5).fill(false),
  )
})
