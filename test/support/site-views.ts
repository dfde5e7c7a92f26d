/** Snapshots made of raw outputs, read by the real parsers. */
import { type SnapshotView, viewOf } from '../../shared/compare/view.ts'
import { findingsOf } from '../../shared/findings/judge.ts'
import { incidentsOf, type Told } from '../../shared/incidents/incidents.ts'
import { sightingsOverTime } from '../../shared/incidents/sighting.ts'
import type { ClusterNode, Event, Finding, ParsedSection, Snapshot } from '../../shared/model.ts'
import { probeNamed, profileSettings } from '../../shared/probes/index.ts'
import { siteClocks } from '../../shared/time/clocks.ts'
import { builtInDependencies } from '../../shared/world/dependencies/built-in.generated.ts'
import { worldOver } from '../../shared/world/world.ts'

export const startMs = Date.parse('2026-11-24T00:00:00Z')
export const node = (more: Partial<ClusterNode> = {}): ClusterNode => ({
  name: 'cloudos1',
  address: '192.168.12.11',
  outcome: 'ok',
  message: null,
  clockOffsetMs: 0,
  zoneOffsetMinutes: 0,
  ...more,
})

export type Output = Partial<Omit<ParsedSection, 'parsed'>> & { probe: string; stdout: string }

export function parsedView(snapshot: Snapshot): SnapshotView {
  return viewOf({
    ...snapshot,
    sections: snapshot.sections.map((section) => ({
      ...section,
      parsed: probeNamed(section.probe).parse(section.stdout, {
        takenAtMs: snapshot.takenAtMs,
        clockOffsetMs: snapshot.nodes.find(({ name }) => name === section.node)?.clockOffsetMs ?? 0,
        zoneOffsetMinutes: 0,
        command: section.command,
      }),
    })),
  })
}

/** A snapshot `minutes` after the start. */
export function view(minutes: number, outputs: Output[], more: Partial<Snapshot> = {}): SnapshotView {
  const takenAtMs = startMs + minutes * 60_000
  return parsedView({
    id: `at-${minutes}`,
    site: 'lab',
    takenAtMs,
    takenAtInferred: null,
    source: 'ssh',
    origin: 'test',
    nodes: [node()],
    events: [],
    ...more,
    sections: outputs.map((output) => ({
      node: 'cloudos1',
      pod: null,
      command: probeNamed(output.probe).variants[0]?.command(profileSettings) ?? '',
      outcome: 'ok',
      message: null,
      exitCode: 0,
      startedAtMs: takenAtMs,
      endedAtMs: takenAtMs,
      stderr: '',
      partialView: null,
      ...output,
    })),
  })
}

const table = (probe: string, lines: string[]): Output => ({ probe, stdout: `${lines.join('\n')}\n` })
/** `NAME READY STATUS RESTARTS AGE NODE` each, in the namespace default. */
export const pods = (...lines: string[]): Output =>
  table('kubectl-get-pods', [
    'NAMESPACE  NAME  READY  STATUS  RESTARTS  AGE  IP  NODE',
    ...lines.map((line) => `default ${line.replace(/(\S+)$/, '10.0.0.1 $1')}`),
  ])
/** `binary host status state HH:MM:SS` each, with an optional reason and `Forced down`. */
export const services = (...lines: string[]): Output =>
  table('nova-service-list', [
    '| Id | Binary | Host | Zone | Status | State | Updated_at | Disabled Reason | Forced down |',
    ...lines.map((line, index) => {
      const [binary, host, status, state, time, reason = '-', forced = 'False'] = line.split(' ')
      return `| ${index + 1} | ${binary} | ${host} | nova | ${status} | ${state} | 2026-11-24T${time}.000000 | ${reason} | ${forced} |`
    }),
  ])
export const containers = (...rows: Record<string, string>[]): Output =>
  table(
    'docker-ps',
    rows.map((row) => JSON.stringify({ ID: 'a'.repeat(64), Image: 'nginx:1', Command: '"x"', Names: 'web', ...row })),
  )
/** `size name` each. */
export const logs = (...lines: string[]): Output =>
  table('var-log', [
    'total 1',
    ...lines.map((line) => `-rw-r--r-- 1 root root ${line.replace(' ', ' 2026-11-23 23:00:00.000000000 +0000 ')}`),
  ])

export const judge = (history: SnapshotView[], events: Event[] = []): Finding[] => {
  const after = history.at(-1)
  if (after === undefined) throw new Error('nothing to judge')
  return findingsOf({ after, before: history.at(-2) ?? null, history, events })
}
/** What is told of a site over its time. */
export function told(history: SnapshotView[], events: Event[] = []): Told {
  const perSnapshot = history.map((_, index) => judge(history.slice(0, index + 1), events))
  const clocks = siteClocks(history.map(({ snapshot }) => snapshot))
  const world = worldOver(history, builtInDependencies)
  return incidentsOf({
    sightings: sightingsOverTime({ history, clocks }, perSnapshot),
    history,
    sinceMs: history[0]?.snapshot.takenAtMs ?? 0,
    world,
    events,
  })
}
export const said = (findings: Finding[], rule: string): Finding[] => findings.filter((each) => each.rule === rule)
