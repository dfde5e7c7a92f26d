/** Runs inside the grown copy of the tree, and says as JSON what the toys became there. */

import { pages } from '../../build/docs.ts'
import { readInput } from '../../main/import/index.ts'
import { columnsOf } from '../../renderer/collected/columns.ts'
import { groupLanes } from '../../renderer/timeline/lane-groups.ts'
import { compareSnapshots } from '../../shared/compare/changes.ts'
import { lanesOf } from '../../shared/compare/lanes.ts'
import { ruleNamed } from '../../shared/findings/index.ts'
import { findingsOf } from '../../shared/findings/judge.ts'
import { sentenceOf } from '../../shared/findings/sentence.ts'
import type { Snapshot } from '../../shared/model.ts'
import { probeNamed } from '../../shared/probes/index.ts'
import { fieldLabel, probeTitle, stateText } from '../../shared/probes/shown.ts'
import { createRedactor } from '../../shared/redact/redactor.ts'
import { parsedView } from '../support/site-views.ts'

const head = 'TOASTER STATE SLICES KITCHEN'
const startMs = Date.parse('2026-11-24T00:00:00Z')

function snapshot(id: string, minutes: number, lines: string[]): Snapshot {
  const takenAtMs = startMs + minutes * 60_000
  return {
    id,
    site: 'kitchens',
    takenAtMs,
    takenAtInferred: null,
    source: 'ssh',
    origin: 'test',
    nodes: [{ name: 'n1', address: 'n1', outcome: 'ok', message: null, clockOffsetMs: 0, zoneOffsetMinutes: 0 }],
    sections: [
      {
        node: 'n1',
        probe: 'toaster-list',
        pod: null,
        command: 'toasters --list',
        outcome: 'ok',
        message: null,
        exitCode: 0,
        startedAtMs: takenAtMs,
        endedAtMs: takenAtMs,
        stdout: `${[head, ...lines].join('\n')}\n`,
        stderr: '',
        partialView: null,
      },
    ],
    events: [],
  }
}

const before = snapshot('a', 0, ['t1 cold 0 galley'])
const after = snapshot('b', 10, ['t1 burning 2 scullery'])
const [a, b] = [parsedView(before), parsedView(after)]
const toasters = probeNamed('toaster-list')
const lanes = lanesOf([a, b])
const findings = findingsOf({ after: b, before: a, history: [a, b], events: [] })
const burning = findings.filter(({ rule }) => rule === 'toaster-burning')
const log = `[root@n1 ~]# hostname\nn1\n\nThe toasters looked like this then.\n\n${head}\nt1 cold 0 galley\n`
const pasted = readInput(
  { name: 'log.txt', files: [{ path: 'log.txt', content: Buffer.from(log), modifiedAtMs: null }], passedOver: [] },
  { site: 'kitchens', atMs: null, nowMs: startMs, assigned: {} },
)
const bag = readInput(
  { name: 'bag', files: [{ path: 'bag/kitchen.txt', content: Buffer.from('x'), modifiedAtMs: null }], passedOver: [] },
  { site: 'kitchens', atMs: null, nowMs: startMs, assigned: {} },
)
const redacted = createRedactor({ salt: 's' }).redactSnapshot(before)

process.stdout.write(
  JSON.stringify({
    table: {
      en: columnsOf(toasters, { takenAt: '', language: 'en' }).map(({ label }) => label),
      zh: columnsOf(toasters, { takenAt: '', language: 'zh' }).map(({ label }) => label),
    },
    title: [probeTitle('toaster-list', 'en'), probeTitle('toaster-list', 'zh')],
    lanes: groupLanes(lanes, { onlyChanged: false, onlyNotFine: false, search: '' }).map((group) => [
      group.probe,
      group.lanes.map(({ label, spans }) => [label, ...spans.map(({ state, health }) => `${state}: ${health}`)]),
    ]),
    state: stateText('toaster-list', 'burning', 'zh'),
    changes: compareSnapshots(a, b).map(({ fields, host }) => [
      host,
      ...fields.map(({ name, before: was, after: is }) => `${fieldLabel('toaster-list', name, 'zh')}: ${was} → ${is}`),
    ]),
    pasted: pasted.pieces.map(({ probe }) => probe),
    importer: bag.importer.title,
    redacted: redacted.sections[0]?.stdout.includes('galley'),
    findings: burning.map((finding) => [sentenceOf(finding, 'en').title, sentenceOf(finding, 'zh').title]),
    why: ruleNamed('toaster-burning')?.why,
    docs: Object.fromEntries(pages.map(([file, text]) => [file, /toaster/.test(text())])),
  }),
)
