/** What cannot work without what, known from documents rather than seen: data, read from files that people write. */
import { globOf } from '../words/glob.ts'
import type { Text } from '../words/language.ts'
import type { Thing, ThingKind } from './thing.ts'

/**
 * Things by kind and name. A name is what the thing is called without its place: a service's binary, a pod's or container's
 * workload or own name, an API's family; `*` stands for any letters. Whatever matches one of them is meant.
 */
export type ThingPattern = Readonly<Partial<Record<ThingKind, readonly string[]>>>

export interface Dependency {
  /** What needs it. */
  what: ThingPattern
  /** What is needed. */
  of: ThingPattern
  /** Those that are needed stand in for each other: only while all of them are away does it show. */
  all: boolean
  /** Only what is on the same node counts: a kubelet serves its own. */
  sameNode: boolean
  /** How long it may take until it shows. */
  lagMs: number
  why: Text
  /** Where that is written: an address, or a document's name. */
  source: string
}

const patterns = new WeakMap<readonly string[], (text: string) => boolean>()

/** Whether a text is one of these names, in any case. */
function patternOf(names: readonly string[]): (text: string) => boolean {
  let pattern = patterns.get(names)
  if (pattern === undefined) {
    pattern = globOf(names.map((name) => name.toLowerCase()))
    patterns.set(names, pattern)
  }
  return pattern
}

export function isMeant(pattern: ThingPattern, { kind, called }: Thing): boolean {
  const names = pattern[kind]
  if (names === undefined) return false
  const isOneOf = patternOf(names)
  return called.some((each) => isOneOf(each.toLowerCase()))
}
