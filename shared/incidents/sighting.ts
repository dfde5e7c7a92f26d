/** A finding with the looks around it: when the thing was last seen otherwise, first seen so, and seen to be over. */
import { placeOf, type SnapshotView, subjectId } from '../compare/view.ts'
import { traitsOf } from '../findings/index.ts'
import { findingId, saysAsWell } from '../findings/judge.ts'
import type { Finding, ParsedSection, ParsedSnapshot, Subject } from '../model.ts'
import { host } from '../probes/host/probe.ts'
import type { SiteClocks } from '../time/clocks.ts'
import { lookOf } from '../time/look.ts'

export interface Sighting {
  finding: Finding
  /** Indexes into the snapshots: the first and the last that show it. */
  first: number
  last: number
  /** Begin of the last look ahead that could have shown it, and did not; null: nobody looked. */
  otherwiseMs: number | null
  /** End of the first look that shows it. */
  shownMs: number
  /** End of the first look behind it that shows it no more; null: nobody looked since. */
  overMs: number | null
}

/** Bounds of one look, or of several that answer one question. */
interface Look {
  fromMs: number
  toMs: number
}

/** A site's snapshots, oldest first, with what its clocks were. */
export interface Seen {
  history: readonly SnapshotView[]
  clocks: SiteClocks
}

/** When a snapshot looked at what a finding is about; null where it did not, or could not see it. */
function lookAt(view: SnapshotView, subject: Subject, clocks: SiteClocks): Look | null {
  const { probe, place, key } = subject
  const { snapshot } = view
  if (probe === host.name && key !== '') {
    const node = snapshot.nodes.find(({ name }) => name === place)
    return node?.outcome === 'ok' ? { fromMs: snapshot.takenAtMs, toMs: snapshot.takenAtMs } : null
  }
  const isSeen = view.coverage(probe, place) === 'full' || (key !== '' && view.rows.has(subjectId(subject)))
  return isSeen
    ? looksOf(
        snapshot,
        sectionsOf(view, subject).filter(({ outcome }) => outcome === 'ok'),
        clocks,
      )
    : null
}

const sectionsOf = ({ snapshot }: SnapshotView, { probe, place }: Subject): ParsedSection[] =>
  snapshot.sections.filter((each) => each.probe === probe && placeOf(each) === place)

/** From the first begin to the last end, on the collector's clock; null without sections. */
function looksOf(snapshot: ParsedSnapshot, sections: readonly ParsedSection[], clocks: SiteClocks): Look | null {
  if (sections.length === 0) return null
  const looks = sections.map((section) => {
    const { fromMs, toMs, clock } = lookOf(snapshot, section)
    const offset = clock === '' ? null : clocks.offset(clock, fromMs, toMs)
    return offset === null ? { fromMs, toMs } : { fromMs: fromMs - offset.mostMs, toMs: toMs - offset.leastMs }
  })
  return { fromMs: Math.min(...looks.map(({ fromMs }) => fromMs)), toMs: Math.max(...looks.map(({ toMs }) => toMs)) }
}

/** The end of the look in which something was found, which may have failed. */
const endOf = (view: SnapshotView, subject: Subject, clocks: SiteClocks): number =>
  looksOf(view.snapshot, sectionsOf(view, subject), clocks)?.toMs ?? view.snapshot.takenAtMs

/** Where a finding was said: indexes into the snapshots. `before`: the one that a change was held against. */
interface Said {
  finding: Finding
  first: number
  last: number
  before: number
}

const isChange = (finding: Finding): boolean => traitsOf(finding)?.tells === 'change'

/** What was bad and is worse is news. What was a note and is a warning has only lasted. */
const isGraver = (one: Finding, other: Finding): boolean => one.severity === 'critical' && other.severity === 'warning'

/** What was found of each snapshot, oldest first: what lasted once, as the best proof says it, what happened each time. */
function saidOver(perSnapshot: readonly (readonly Finding[])[]): Said[] {
  const lasting = new Map<string, Said>()
  const happened: Said[] = []
  for (const [index, findings] of perSnapshot.entries())
    for (const finding of findings) {
      const said = { finding, first: index, last: index, before: index - 1 }
      const id = findingId(finding)
      const known = lasting.get(id)
      if (isChange(finding)) happened.push(said)
      else if (known === undefined || isGraver(finding, known.finding)) lasting.set(id, said)
      else {
        known.last = index
        if (saysAsWell(finding, known.finding)) known.finding = finding
      }
    }
  return [...lasting.values(), ...happened]
}

function sighted({ history, clocks }: Seen, { finding, first, last, before }: Said): Sighting {
  const { subject } = finding
  const shown = history[first]
  return {
    finding,
    first,
    last,
    otherwiseMs: firstLook(history.slice(0, before + 1).toReversed(), subject, clocks)?.fromMs ?? null,
    shownMs: shown === undefined ? Number.POSITIVE_INFINITY : endOf(shown, subject, clocks),
    overMs: firstLook(history.slice(last + 1), subject, clocks)?.toMs ?? null,
  }
}

/** Over a site's time. `perSnapshot`: what was found of each against the one before it. */
export const sightingsOverTime = (seen: Seen, perSnapshot: readonly (readonly Finding[])[]): Sighting[] =>
  saidOver(perSnapshot).map((said) => sighted(seen, said))

/**
 * Of the last of these snapshots: `findings` against the one at `before`, timed by what was found of those between. What
 * happened between them was seen by the first of them that shows it.
 */
export function sightingsOfLast(
  seen: Seen,
  perSnapshot: readonly (readonly Finding[])[],
  findings: readonly Finding[],
  before: number,
): Sighting[] {
  const last = seen.history.length - 1
  const earlier = new Map<string, Said>()
  for (const said of saidOver(perSnapshot.slice(0, last))) {
    const id = findingId(said.finding)
    const isBetween = !isChange(said.finding) || said.before >= before
    if (isBetween && !earlier.has(id)) earlier.set(id, said)
  }
  return findings.map((finding) => {
    const known = earlier.get(findingId(finding))
    if (known === undefined || isGraver(finding, known.finding))
      return sighted(seen, { finding, first: last, last, before: isChange(finding) ? before : last - 1 })
    return sighted(seen, { ...known, finding, last })
  })
}

/** The first look in this order. */
function firstLook(views: readonly SnapshotView[], subject: Subject, clocks: SiteClocks): Look | null {
  for (const view of views) {
    const look = lookAt(view, subject, clocks)
    if (look !== null) return look
  }
  return null
}
