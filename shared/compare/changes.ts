/** Two snapshots: what came, what went, what is different, and what nobody can tell. */
import { compareMessages } from '../messages/compare.ts'
import type { Change, FieldChange, Message, ParsedSection } from '../model.ts'
import { knownProbe, rankOf } from '../probes/index.ts'
import { comparedFieldsOf, type Identity, type Probe, type Whereabouts } from '../probes/probe.ts'
import { differ, differOnNode, readingOf } from './differ.ts'
import { evidenceOf, foundIn, type Listing, placeOf, type RowInSection, rowsOf, type SnapshotView } from './view.ts'
import { whereaboutsOf } from './whereabouts.ts'

/** Differences from `a` to `b`, in the order of probes, places and keys. Empty when nothing differs. */
export function compareSnapshots(a: SnapshotView, b: SnapshotView): Change[] {
  const changes: Change[] = []
  for (const listing of listingsOf(a)) if (isComparable(listing, b)) compareListings(a, listing, b, changes)
  for (const listing of listingsOf(b))
    if (counterpartOf(listing, a) === undefined && isComparable(listing, a))
      for (const found of rowsOf(listing)) changes.push(missing(b, a, found, 'added'))
  return changes.sort(inOrder)
}

const listingsOf = ({ listings }: SnapshotView): Listing[] =>
  [...listings.values()].flatMap((places) => [...places.values()])

const counterpartOf = ({ probe, place }: Listing, { listings }: SnapshotView): Listing | undefined =>
  listings.get(probe)?.get(place)

/** What is asked at will says nothing where it was not asked. */
const isComparable = (listing: Listing, other: SnapshotView): boolean =>
  knownProbe(listing.probe)?.isAskedAtWill !== true || counterpartOf(listing, other) !== undefined

function compareListings(a: SnapshotView, inA: Listing, b: SnapshotView, changes: Change[]): void {
  const inB = counterpartOf(inA, b)
  const rowsB = inB === undefined ? [] : rowsOf(inB)
  let common = 0
  for (const [index, found] of rowsOf(inA).entries()) {
    // Nearly every row stands where it stood, and reads as it did: such rows share their fields.
    const likely = rowsB[index]
    const there = likely?.row.key === found.row.key ? likely : inB && foundIn(inB, found.row.key)
    if (there === undefined) {
      changes.push(missing(a, b, found, 'removed'))
      continue
    }
    common++
    if (there.row.fields !== found.row.fields) compareRows(a, found, b, there, changes)
  }
  if (common < rowsB.length)
    for (const found of rowsB)
      if (foundIn(inA, found.row.key) === undefined) changes.push(missing(b, a, found, 'added'))
}

function compareRows(a: SnapshotView, inA: RowInSection, b: SnapshotView, inB: RowInSection, changes: Change[]): void {
  const fields = fieldChanges(a, inA, b, inB)
  if (fields === null) return
  changes.push({
    ...subjectOf(inB),
    kind: 'changed',
    node: inB.section.node,
    ...lastKnown(inA, inB),
    fields,
    reason: null,
    evidence: [evidenceOf(a.snapshot, inA), evidenceOf(b.snapshot, inB)],
  })
}

const subjectOf = ({ row, section }: RowInSection) => ({
  probe: section.probe,
  place: placeOf(section),
  key: row.key,
})

/** A pod that waits for a node is told by the one it ran on. */
function lastKnown(before: RowInSection, after: RowInSection): Whereabouts {
  const { host, workload } = whereaboutsOf(after)
  return { host: host === '' ? whereaboutsOf(before).host : host, workload }
}

/** A key that only `here` shows. It is gone, or new, only if the other side shows everything. */
function missing(here: SnapshotView, there: SnapshotView, found: RowInSection, kind: 'added' | 'removed'): Change {
  const subject = subjectOf(found)
  const coverage = there.coverage(subject.probe, subject.place)
  return {
    ...subject,
    kind: coverage === 'full' ? kind : 'not-comparable',
    node: found.section.node,
    ...whereaboutsOf(found),
    fields: [],
    reason: coverage === 'full' ? null : reasonOf(there, subject, found.section.node, kind),
    evidence: [evidenceOf(here.snapshot, found)],
  }
}

function reasonOf(
  there: SnapshotView,
  { probe, place }: { probe: string; place: string },
  nodeName: string,
  kind: 'added' | 'removed',
): Message {
  const side = kind === 'removed' ? 'later' : 'earlier'
  const section = there.snapshot.sections.find((one) => one.probe === probe && placeOf(one) === place)
  if (section === undefined) {
    const node = there.snapshot.nodes.find(({ name }) => name === nodeName)
    if (node !== undefined && node.outcome !== 'ok')
      return node.message === null
        ? compareMessages.notReached({ side, node: nodeName })
        : compareMessages.notReachedBecause({ side, node: nodeName, why: node.message })
    return compareMessages.notCollected({ side, probe, place })
  }
  const { partialView, outcome, message } = section
  if (partialView !== null) return compareMessages.partly({ side, why: partialView })
  if (outcome !== 'ok')
    return message === null
      ? compareMessages.ended({ side, probe, outcome })
      : compareMessages.endedBecause({ side, probe, outcome, why: message })
  const lines = section.parsed.unparsed.length
  if (lines > 0) return compareMessages.unread({ side, probe, lines })
  return compareMessages.notEverything({ side, command: section.command })
}

function fieldChanges(
  viewA: SnapshotView,
  a: RowInSection,
  viewB: SnapshotView,
  b: RowInSection,
): FieldChange[] | null {
  const before = a.row.fields
  const after = b.row.fields
  let changes: FieldChange[] | null = null
  let identity: Identity | null = null
  const probe = knownProbe(b.section.probe)
  if (probe === undefined) return null
  for (const name of comparedFieldsOf(probe)) {
    const x = before[name] ?? null
    const y = after[name] ?? null
    if (x === y) continue
    const field = probe.fields[name]
    if (field?.fixed === true) {
      identity ??= probe.identity?.(before, after) ?? 'unsure'
      if (identity === 'same') continue
    }
    // The same start or creation reads otherwise wherever the offset was measured anew.
    const isOther =
      field?.clock === 'node'
        ? differOnNode(x, readingOf(viewA.snapshot, a.section), y, readingOf(viewB.snapshot, b.section))
        : differ(field, x, y)
    if (!isOther) continue
    if ((x === null || y === null) && !isPrinted(probe, name, x === null ? a.section : b.section)) continue
    changes ??= []
    changes.push({ name, before: x, after: y })
  }
  return changes
}

const printedFields = new WeakMap<ParsedSection, Set<string>>()

/** Whether the output has the field at all: plain `get pod` prints no IP, an old nova no `Forced down`. */
function isPrinted(probe: Probe, name: string, section: ParsedSection): boolean {
  if (probe.fields[name]?.null === 'value') return true
  let printed = printedFields.get(section)
  if (printed === undefined) {
    printed = new Set()
    for (const { fields } of section.parsed.rows)
      for (const each of comparedFieldsOf(probe)) if ((fields[each] ?? null) !== null) printed.add(each)
    printedFields.set(section, printed)
  }
  return printed.has(name)
}

export function byText(x: string, y: string): number {
  if (x === y) return 0
  return x < y ? -1 : 1
}

/** The order of everything that has a subject: probes as in their table, then places, then keys. */
export function inOrder(
  x: { probe: string; place: string; key: string },
  y: { probe: string; place: string; key: string },
): number {
  return (
    rankOf(x.probe) - rankOf(y.probe) || byText(x.probe, y.probe) || byText(x.place, y.place) || byText(x.key, y.key)
  )
}
