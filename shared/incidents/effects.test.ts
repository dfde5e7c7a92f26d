import { expect, test } from 'vitest'
import { view } from '../../test/support/site-views.ts'
import { findingsOf } from '../findings/judge.ts'
import { ownRuleOf } from '../findings/own/rule-of.ts'
import { readRules } from '../findings/own/rules-file.ts'
import type { Finding } from '../model.ts'
import { worldOver } from '../world/world.ts'
import { effectsOf } from './effects.ts'
import { symptomOf } from './symptom.ts'

const table = (probe: string, ...lines: string[]) => ({
  probe,
  stdout: lines
    .map(
      (line) =>
        `${line
          .split(' ')
          .map((cell) => cell.padEnd(24))
          .join('')
          .trimEnd()}\n`,
    )
    .join(''),
})
const site = view(0, [
  table(
    'kubectl-get-pods',
    'NAMESPACE NAME READY STATUS RESTARTS AGE IP NODE',
    'default redis-0 0/1 Error 0 1h 10.0.0.1 n1',
    'default billing-0 0/1 ImagePullBackOff 0 1h 10.0.0.2 n1',
    'default billing-1 0/1 ImagePullBackOff 0 1h 10.0.0.3 n2',
  ),
])
const world = worldOver([site], [])

/** What a rule about redis links it to. */
function linksBy(effects: string) {
  const text = `rules:
  - name: redis-away
    about: Redis
    severity: critical
    match: { rows: kubectl-get-pods, where: { name: redis-*, status: Error } }
    title: '{name}'
    next: look
    why: so
    ${effects}
`
  const own = readRules({ file: 'f.yaml', text }, () => false).rules.map(ownRuleOf)
  const findings: Finding[] = findingsOf({ after: site, before: null, history: [site], events: [], own })
  const symptoms = findings.flatMap((finding) => {
    const shownMs = site.snapshot.takenAtMs
    const sighting = { finding, first: 0, last: 0, otherwiseMs: null, shownMs, overMs: null }
    return symptomOf(sighting, world, 0) ?? []
  })
  return [...effectsOf(symptoms, world)].flatMap(([from, links]) =>
    links.map(({ to, lagMs, source }) => [from, `${to.kind}:${to.name}`, lagMs, source]),
  )
}

test('causes: the things at which it shows, on the same node where that is asked', () => {
  expect(
    linksBy('causes: [{ what: { pod: billing-* }, lag: 2min, why: queues, source: https://example.com }]'),
  ).toEqual([
    ['pod:default/redis-0', 'pod:default/billing-0', 120_000, 'https://example.com'],
    ['pod:default/redis-0', 'pod:default/billing-1', 120_000, 'https://example.com'],
  ])
  expect(linksBy('causes: [{ what: { pod: billing-* }, sameNode: true, why: queues }]')).toEqual([
    ['pod:default/redis-0', 'pod:default/billing-0', 0, null],
  ])
})

test('explains: what the named rules are about, but itself', () => {
  expect(linksBy('explains: [{ rules: [pod-waiting, redis-*], why: queues }]').map(([, to]) => to)).toEqual([
    'pod:default/billing-0',
    'pod:default/billing-1',
  ])
  expect(linksBy('explains: [{ rules: container-*, why: queues }]')).toEqual([])
})
