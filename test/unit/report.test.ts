import { describe, expect, test } from 'vitest'
import type { ReportInput } from '../../main/report/blocks.ts'
import { documentOf } from '../../main/report/document.ts'
import { escapeHtml, escapeMarkdown } from '../../main/report/escape.ts'
import { htmlReport } from '../../main/report/html.ts'
import { markdownReport } from '../../main/report/markdown.ts'
import { laneBars, type ReportTimeline } from '../../main/report/timeline.ts'
import type { SnapshotSummary } from '../../shared/contract/contract.ts'
import type { Incident } from '../../shared/incidents/incident.ts'
import { written } from '../../shared/messages/written.ts'
import type { Finding } from '../../shared/model.ts'
import { thing } from '../../shared/world/thing.ts'

const hostile = '<script>alert(1)</script> "x" \'y\' & | `code` # *b* [l](javascript:x)\u0000'
const snapshot = (id: string, minute: number): SnapshotSummary => ({
  ...{ id, site: hostile, takenAt: `2026-11-24T00:${String(minute).padStart(2, '0')}:00.000Z`, takenAtInferred: null },
  ...{ source: 'ssh', origin: hostile, events: [], texts: [] },
  nodes: [
    {
      name: 'n2',
      address: 'n2',
      outcome: 'timed-out',
      message: written(hostile),
      clockOffsetMs: null,
      zoneOffsetMinutes: null,
    },
  ],
  sections: [
    {
      ...{
        node: 'n1',
        probe: 'df',
        pod: null,
        command: 'df',
        outcome: 'failed',
        message: written('no df'),
        exitCode: 1,
      },
      ...{ partialView: null, place: 0, rows: 0, unparsed: 0 },
    },
  ],
})
const finding = (rule: string, key: string, more: Partial<Finding> = {}): Finding => ({
  ...{ rule, severity: 'critical', certainty: 'proven', cause: key },
  subject: { probe: 'df', place: 'n1', key },
  since: { earliest: '2026-11-24T00:00:00.000Z', latest: null },
  params: { path: hostile, node: 'n1', percent: 99, threshold: 95 },
  evidence: [{ snapshot: 'bbbb', node: 'n1', probe: 'df', pod: null, stream: 'stdout', lines: [1, 2, 3] }],
  ...more,
})
const timeline = (): ReportTimeline => ({
  ...{ snapshots: [snapshot('aaaa', 0), snapshot('bbbb', 10)], allLanes: 9, incidentAt: '2026-11-24T00:05:00.000Z' },
  ...{ aAt: '2026-11-24T00:00:00.000Z', bAt: '2026-11-24T00:10:00.000Z' },
  lanes: [
    {
      ...{ probe: 'df', place: 'n1', key: '/', label: hostile, host: 'n1', workload: '' },
      spans: [
        {
          ...{ fromSnapshot: 0, toSnapshot: 0, from: '2026-11-24T00:00:00.000Z', to: '2026-11-24T00:00:00.000Z' },
          ...{ state: 'not-collected', health: 'unknown' },
        },
        {
          ...{ fromSnapshot: 1, toSnapshot: 1, from: '2026-11-24T00:10:00.000Z', to: '2026-11-24T00:10:00.000Z' },
          ...{ state: hostile, health: 'bad' },
        },
      ],
    },
  ],
})
/** One cause and the findings after it: the first `count` of a report. */
const incidentOf = (count: number): Incident => ({
  ...{ id: 'one', kind: 'incident', severity: 'critical', certainty: 'possible', cause: 0 },
  steps: Array.from({ length: count }, (_, index) => ({
    ...{ at: { earliest: null, latest: '2026-11-24T00:10:00.000Z' }, until: null, thing: thing('disk', `n1/${index}`) },
    ...{ finding: index, act: null, because: null },
  })),
})
const input = (more: Partial<ReportInput> = {}): ReportInput => ({
  ...{ language: 'en', madeAt: '2026-11-24T01:00:00.000Z', producer: 'nodelapse 1', site: hostile },
  ...{ a: snapshot('aaaa', 0), b: snapshot('bbbb', 10), incident: { at: '2026-11-24T00:05:00.000Z', note: hostile } },
  findings: [finding('disk-full', '/'), finding('disk-full', '/var', { muted: hostile })],
  incidents: [incidentOf(1)],
  changes: [
    {
      ...{
        probe: 'df',
        place: 'n1',
        key: hostile,
        kind: 'changed',
        node: 'n1',
        host: 'n1',
        workload: '',
        reason: null,
        evidence: [],
      },
      fields: [{ name: 'sizeKb', before: 1, after: { earliest: null, latest: '2026-11-24T00:00:00.000Z' } }],
    },
  ],
  ...{ resolved: [finding('disk-full', '/old')], lost: [finding('disk-full', '/unseen')] },
  timeline: timeline(),
  excerptOf: (evidence) => ({ evidence, lines: [{ line: 1, text: `\`\`\`\`${hostile}` }] }),
  hashOf: (id) => `hash-of-${id}`,
  ...more,
})

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  test('what customers’ machines printed is shown, and read as nothing else', () => {
    const html = htmlReport(documentOf(input({ language })))
    expect(html).not.toMatch(/<script|javascript:x"|\u0000/)
    expect(html).toContain(escapeHtml(hostile))
    expect(html).toContain(`content="default-src 'none'`)
    // Nothing is fetched from anywhere.
    expect(html).not.toMatch(/\b(?:src|href)=/)
    const markdown = markdownReport(documentOf(input({ language })))
    expect(markdown).not.toMatch(/^<script/m)
    expect(markdown).toContain('`````text\n    1  ````<script>')
    expect(markdown).toContain(escapeMarkdown(hostile))
  })

  test('incident, findings, changes, what is missing, and where it comes from are told', () => {
    const text = markdownReport(documentOf(input({ language })))
    for (const part of [
      'hash-of-aaaa',
      'hash-of-bbbb',
      '2026-11-24 00:05:00',
      language === 'zh' ? '超时' : 'timed out',
      'no df',
      language === 'zh'
        ? '容量: 1.0 KB → 2026-11-24 00:00:00 UTC 或更早'
        : 'Size: 1.0 KB → 2026-11-24 00:00:00 UTC or earlier',
      'nodelapse 1',
    ])
      expect(text).toContain(part)
  })
})

test('muted findings come last, with their reason, and are not counted', () => {
  const { parts } = documentOf(input())
  const blocks = parts.flatMap((part) => part.blocks).filter((block) => block.kind === 'finding')
  expect(blocks.map((block) => block.finding.remarks[0]?.startsWith('Muted: '))).toEqual([false, true])
  expect(JSON.stringify(parts[0]?.blocks)).toContain('1 critical finding, 0 warnings, 0 notes; 1 change between')
})

test('many findings of one cause are told as some and a number', () => {
  const findings = Array.from({ length: 40 }, (_, index) => finding('disk-full', `/${index}`, { cause: 'one' }))
  const text = markdownReport(documentOf(input({ findings, incidents: [incidentOf(40)] })))
  // The incident and the first of its findings.
  expect(text.match(/^### /gm)).toHaveLength(1 + 8)
  expect(text).toContain('32 more of the same cause')
})

test('a report of one snapshot has no changes and no A', () => {
  const { facts, parts } = documentOf(input({ a: null, timeline: { ...timeline(), aAt: null } }))
  expect(facts.map(([name]) => name)).toEqual(['Site', 'After (B)', 'Incident'])
  expect(parts.map(({ heading }) => heading)).not.toContain('Changes')
})

test('bars lie true to scale, and a gap is a gap', () => {
  const [lane] = timeline().lanes
  if (lane === undefined) throw new Error('no lane')
  expect(laneBars(timeline(), lane).map(({ from, to, kind }) => [from, to, kind])).toEqual([
    [0, 1, 'not-collected'],
    [1, 1, 'bad'],
  ])
})
