import { expect, test } from 'vitest'
import type { Finding } from '../model.ts'
import { thing } from '../world/thing.ts'
import type { Incident, IncidentStep } from './incident.ts'
import { overText, storyOf } from './story.ts'

const at = (clock: string, to = clock) => ({
  earliest: `2019-10-19T${clock}.000Z`,
  latest: `2019-10-19T${to}.000Z`,
})

const wentDown = (host: string, from: string, to: string): Finding => ({
  rule: 'service-went-down',
  severity: 'critical',
  certainty: 'proven',
  subject: { probe: 'nova-service-list', place: '', key: `nova-compute@${host}` },
  since: at(from, to),
  params: { binary: 'nova-compute', host, heartbeatAgeSeconds: 200, downTimeSeconds: 60 },
  evidence: [],
  cause: 'x',
})

const step = (name: string, finding: number | null, rest: Partial<IncidentStep>): IncidentStep => ({
  at: at('13:22:00'),
  until: null,
  thing: thing('service', name),
  finding,
  act: null,
  because: null,
  ...rest,
})

const because = (certainty: 'proven' | 'possible') => ({
  step: 0,
  how: 'time' as const,
  link: null,
  why: null,
  certainty,
  evidence: [],
  source: null,
})

const incident: Incident = {
  id: 'x',
  kind: 'incident',
  severity: 'critical',
  certainty: 'possible',
  cause: 0,
  steps: [
    step('nova-conductor@c1', null, {
      at: at('13:21:36'),
      act: {
        at: at('13:21:36'),
        node: 'c1',
        kind: 'service-stopped',
        subject: 'nova-conductor',
        text: 'systemctl stop nova-conductor',
        line: 3,
      },
    }),
    step('nova-compute@h1', 0, { at: at('13:22:00', '13:25:00'), because: because('possible') }),
    step('nova-compute@h2', 1, { at: at('13:23:00', '13:25:00'), because: because('possible') }),
    step('nova-compute@h3', 2, { at: at('14:23:00', '14:25:00'), because: because('possible') }),
  ],
}
const findings = [
  wentDown('h1', '13:22:00', '13:25:00'),
  wentDown('h2', '13:23:00', '13:25:00'),
  wentDown('h3', '14:23:00', '14:25:00'),
]

test('what is alike and near stands in one line; what follows later has its own', () => {
  const { lines } = storyOf(incident, findings, 'en')
  expect(lines.map(({ when, text, findings: told }) => ({ when, text, told }))).toEqual([
    { when: '13:21:36', text: 'somebody ran “systemctl stop nova-conductor” on c1', told: [] },
    {
      when: '13:22:00 – 13:25:00',
      text: 'nova-compute on h1 went down; likewise nova-compute@h2',
      told: [0, 1],
    },
    { when: '14:23:00 – 14:25:00', text: 'nova-compute on h3 went down', told: [2] },
  ])
  expect(lines[1]?.why).toEqual({
    text: 'it began shortly after, while that lasted',
    certainty: 'possible',
    source: null,
  })
})

test('in one breath, with day and zone once, in both languages', () => {
  const story = storyOf(incident, findings, 'en')
  expect(story.title).toBe('nova-compute on h1 went down')
  expect(story.when).toBe('2019-10-19 13:21:36 UTC')
  expect(story.chain).toMatch(
    /^2019-10-19 UTC · 13:21:36 somebody ran .* → 13:22:00 – 13:25:00 nova-compute on h1 went down/,
  )
  expect(storyOf(incident, findings, 'zh').chain).toContain('同样的还有 nova-compute@h2')
})

test('a state is over when the last of its line is; what happened at a moment has no end', () => {
  const isDown = findings.map((each) => ({ ...each, rule: 'service-down', params: { ...each.params, downSeconds: 0 } }))

  const over = { ...incident, steps: incident.steps.map((each) => ({ ...each, until: '2019-10-19T13:57:00.000Z' })) }
  const ends = (told: Finding[]) => storyOf(over, told, 'en').lines.map((line) => overText(line, 'en'))
  expect(ends(isDown)).toEqual(['', 'over by 13:57:00', 'over by 13:57:00'])
  expect(ends(findings)).toEqual(['', '', ''])
  expect(storyOf(over, findings, 'en').chain).toMatch(/ → over by 13:57:00$/)
  expect(storyOf(incident, findings, 'en').lines[1]?.until).toBe(null)
})
