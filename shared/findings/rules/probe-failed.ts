/** What could not be asked, and why. */
import { placeOf, type SnapshotView } from '../../compare/view.ts'
import type { Evidence, Finding, ParsedSection } from '../../model.ts'
import { intervalOf } from '../../parse/time.ts'
import type { Rule } from '../rule.ts'
import { nodeCause } from './snapshot-incomplete.ts'

function failedProbe(after: SnapshotView, section: ParsedSection, unreachable: Set<string>): Finding {
  const place = placeOf(section)
  // Asked again and answered: worth a note only.
  const isAnswered = after.coverage(section.probe, place) !== 'none' && section.outcome !== 'truncated'
  return {
    rule: 'probe-failed',
    severity: isAnswered ? 'info' : 'warning',
    certainty: 'proven',
    subject: { probe: section.probe, place, key: section.probe === 'host' ? 'host' : '' },
    since: intervalOf(null, after.snapshot.takenAtMs),
    params: { node: section.node, probe: section.probe, outcome: section.outcome, message: section.message ?? '' },
    evidence: [saidBy(after, section)],
    cause: unreachable.has(section.node) ? nodeCause(section.node) : `probe/${section.probe}/${section.node}`,
  }
}

const mostLines = 10

/** What the command complained; terminals mix that into stdout. */
function saidBy(after: SnapshotView, section: ParsedSection): Evidence {
  const stream = section.stderr.trim() === '' ? 'stdout' : 'stderr'
  const lines = section[stream].split('\n', mostLines).flatMap((line, index) => (line.trim() === '' ? [] : [index + 1]))
  return { snapshot: after.snapshot.id, node: section.node, probe: section.probe, pod: section.pod, stream, lines }
}

export const probeFailed: Rule = {
  name: 'probe-failed',
  tells: 'state',
  evaluate: ({ after }) => {
    const silent = after.snapshot.nodes.filter(({ outcome }) => outcome !== 'ok')
    const failedNodes = silent.map(
      ({ name, outcome, message }): Finding => ({
        rule: 'probe-failed',
        severity: 'critical',
        certainty: 'proven',
        subject: { probe: 'host', place: name, key: 'host' },
        since: intervalOf(null, after.snapshot.takenAtMs),
        params: { node: name, probe: '', outcome, message: message ?? '' },
        evidence: [],
        cause: nodeCause(name),
      }),
    )
    const unreachable = new Set(silent.map(({ name }) => name))
    const failedSections = after.snapshot.sections
      .filter(({ outcome }) => outcome !== 'ok' && outcome !== 'skipped')
      .map((section) => failedProbe(after, section, unreachable))
    return [...failedNodes, ...failedSections]
  },
}
