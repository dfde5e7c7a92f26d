/** What rules need to know of log files. */
import { placeOf, type SnapshotView } from '../compare/view.ts'
import type { Finding } from '../model.ts'
import { type Fact, factIn, numberOf, textOf } from './facts.ts'

/** Null for all but files. */
export const sizeOf = ({ fields }: Fact): number | null =>
  textOf(fields, 'type') === 'file' ? numberOf(fields, 'size') : null

/** The pod in which a place was listed; null on a node. */
export const podOfPlace = (view: SnapshotView, place: string): string | null =>
  view.snapshot.sections.find((section) => section.probe === 'var-log' && placeOf(section) === place)?.pod ?? null

/** The same file before. A pod made anew has files of its own, under the same names. */
export function sameLogIn(before: SnapshotView | null, fact: Fact): Fact | null {
  const earlier = factIn(before, fact.subject)
  return earlier !== null && earlier.found.section.pod === fact.found.section.pod ? earlier : null
}

/** `messages` for `messages.1`, `messages-20191019.gz`; null for what is no rotation. */
export function rotatedFrom(path: string): string | null {
  return /^(.+?)(?:\.\d{1,3}|-\d{8}(?:-\d{1,10})?)(?:\.(?:gz|xz|bz2|zst))?$/.exec(path)?.[1] ?? null
}

export const logParams = (fact: Fact): Finding['params'] => ({
  path: fact.subject.key,
  node: fact.found.section.node,
  pod: fact.found.section.pod ?? '',
})
