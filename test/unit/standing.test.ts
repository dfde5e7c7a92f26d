import { expect, test } from 'vitest'
import type { SnapshotView } from '../../shared/compare/view.ts'
import { standingsOf } from '../../shared/findings/standing.ts'
import type { Finding } from '../../shared/model.ts'

const finding = (rule: string, key: string, probe = 'nova-service-list'): Finding => ({
  ...{ rule, severity: 'warning', certainty: 'proven', cause: key, params: {}, evidence: [] },
  ...{ subject: { probe, place: '', key }, since: { earliest: null, latest: null } },
})
/** A later snapshot that shows these keys, and looked at everything of these probes. */
const view = (keys: string[], covered: string[]): Pick<SnapshotView, 'rows' | 'coverage'> => ({
  rows: { find: ({ key }) => (keys.includes(key) ? ({} as never) : undefined) } as SnapshotView['rows'],
  coverage: (probe) => (covered.includes(probe) ? 'full' : 'none'),
})
const keys = (findings: Finding[]) => findings.map(({ subject }) => subject.key)

test('states are new or persisting; what happened once is neither', () => {
  const { findings } = standingsOf(
    [finding('service-down', 'a@h')],
    [finding('service-down', 'a@h'), finding('service-down', 'b@h'), finding('service-went-down', 'b@h')],
    view([], ['nova-service-list']),
    view(['a@h', 'b@h'], ['nova-service-list']),
  )
  expect(findings.map(({ standing }) => standing)).toEqual(['persisting', 'new', undefined])
})

test('resolved is what is seen well, or seen to be gone; what nobody looked at is lost from sight', () => {
  const earlier = [
    finding('service-down', 'well@h'),
    finding('service-down', 'gone@h'),
    finding('pod-not-ready', 'p', 'kubectl-get-pods'),
  ]
  const { resolved, lost } = standingsOf(earlier, [], view([], []), view(['well@h'], ['nova-service-list']))
  expect([keys(resolved), keys(lost)]).toEqual([['well@h', 'gone@h'], ['p']])
  const blind = standingsOf(earlier, [], view([], []), view(['well@h'], []))
  expect([keys(blind.resolved), keys(blind.lost)]).toEqual([['well@h'], ['gone@h', 'p']])
})

test('a thing that something else is found of is not resolved, and an event is not either', () => {
  const { resolved, lost } = standingsOf(
    [finding('service-down', 'a@h'), finding('service-went-down', 'b@h')],
    [finding('service-disabled', 'a@h')],
    view([], []),
    view(['a@h', 'b@h'], ['nova-service-list']),
  )
  expect([resolved, lost]).toEqual([[], []])
})

test('what nobody had looked at before is not called new', () => {
  const later = [finding('service-down', 'a@h'), finding('service-down', 'b@h')]
  const { findings } = standingsOf([], later, view(['b@h'], []), view(['a@h', 'b@h'], ['nova-service-list']))
  expect(findings.map(({ standing }) => standing)).toEqual([undefined, 'new'])
})
