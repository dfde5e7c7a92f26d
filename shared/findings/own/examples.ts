/** Examples of a rule of one's own: small outputs, read by the real parsers, and what must be found in the last of them. */
import { type SnapshotView, viewOf } from '../../compare/view.ts'
import { ownRuleMessages } from '../../messages/own-rules.ts'
import type { Event, Fields, Finding, Message, Parsed, ParsedSection } from '../../model.ts'
import { minuteMs, toIso } from '../../parse/time.ts'
import type { FieldSchema, FieldType } from '../../probes/fields.ts'
import { probeNamed } from '../../probes/index.ts'
import { findingsOf } from '../judge.ts'
import { ownRuleOf } from './rule-of.ts'
import type { Example, ExampleOutput, WrittenRule } from './written-rule.ts'

/** Where an example names no time, snapshots are this far from each other. */
const apartMs = 10 * minuteMs
const startMs = Date.parse('2026-01-01T00:00:00Z')

/** What is wrong with an example; empty where it holds. */
export function complaintsOfExample(rule: WrittenRule, { snapshots, finds }: Example): Message[] {
  const history: SnapshotView[] = []
  for (const [index, look] of snapshots.entries()) {
    const atMs = look.at === undefined ? startMs + index * apartMs : Date.parse(look.at)
    history.push(viewOfLook(look, `example-${index + 1}`, atMs))
  }
  const after = history.at(-1)
  if (after === undefined) return []
  const found = findingsOf({
    after,
    before: history.at(-2) ?? null,
    history,
    events: [],
    own: [ownRuleOf(rule)],
  }).filter((finding) => finding.rule === rule.name && finding.own !== undefined)
  const left = [...found]
  const missed = finds.filter((wanted) => {
    const at = left.findIndex((finding) => isAsWanted(finding, wanted))
    if (at !== -1) left.splice(at, 1)
    return at === -1
  })
  return [
    ...missed.map((wanted) => ownRuleMessages.notFound({ wanted: wantedText(wanted) })),
    ...left.map((finding) => ownRuleMessages.notWanted({ found: foundText(finding) })),
  ]
}

type Wanted = Example['finds'][number]

function isAsWanted({ subject, severity, certainty, own }: Finding, wanted: Wanted): boolean {
  const { title } = wanted
  return (
    (wanted.key === undefined || wanted.key === subject.key) &&
    (wanted.severity === undefined || wanted.severity === severity) &&
    (wanted.certainty === undefined || wanted.certainty === certainty) &&
    (title === undefined || [own?.title.en, own?.title.zh].every((said) => said === title.en || said === title.zh))
  )
}

const wantedText = ({ title, ...rest }: Wanted): string => JSON.stringify({ ...rest, title: title?.en })
const foundText = ({ subject, severity, certainty, own }: Finding): string =>
  JSON.stringify({ key: subject.key, severity, certainty, title: own?.title.en })

function viewOfLook({ outputs, events }: Example['snapshots'][number], id: string, atMs: number): SnapshotView {
  const names = [...new Set(outputs.map(({ node }) => node))]
  const at = toIso(atMs)
  return viewOf({
    id,
    site: 'example',
    takenAtMs: atMs,
    takenAtInferred: null,
    source: 'ssh',
    origin: 'example',
    nodes: names.map((name) => ({
      name,
      address: name,
      outcome: 'ok',
      message: null,
      clockOffsetMs: 0,
      zoneOffsetMinutes: 0,
    })),
    sections: outputs.map((output) => sectionOf(output, atMs)),
    events: events.map(
      (each): Event => ({ ...each, at: { earliest: each.at ?? at, latest: each.at ?? at }, line: null }),
    ),
  })
}

function sectionOf(output: ExampleOutput, atMs: number): ParsedSection {
  const { probe, node, pod, command, text } = output
  return {
    node,
    probe,
    pod,
    command,
    outcome: 'ok',
    message: null,
    exitCode: 0,
    startedAtMs: atMs,
    endedAtMs: atMs,
    stdout: text ?? '',
    stderr: '',
    partialView: null,
    parsed: parsedOf(output, atMs),
  }
}

function parsedOf({ probe: name, command, text, rows = [] }: ExampleOutput, atMs: number): Parsed {
  const probe = probeNamed(name)
  if (text !== undefined) return probe.parse(text, { takenAtMs: atMs, clockOffsetMs: 0, zoneOffsetMinutes: 0, command })
  return {
    unparsed: [],
    notes: [],
    rows: rows.map(({ key, ...said }, index) => {
      // What is said is of the right type, or the rule does not match it: the same as with a tool that prints nonsense.
      const fields = { ...emptyFields(probe.fields), ...(said as Fields) }
      return { key: typeof key === 'string' ? key : probe.label(fields), line: index + 1, lastLine: index + 1, fields }
    }),
  }
}

const empty: Record<FieldType, Fields[string]> = {
  text: '',
  number: 0,
  boolean: false,
  moment: '',
  interval: { earliest: null, latest: null },
  texts: [],
}
const emptyFields = (schema: FieldSchema): Fields =>
  Object.fromEntries(
    Object.entries(schema).map(([name, { type, isNullable }]) => [name, isNullable ? null : empty[type]]),
  )
