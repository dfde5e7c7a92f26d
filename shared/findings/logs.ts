/** What rules need to know of log files. */
import { placeOf, type SnapshotView } from '../compare/view.ts'
import type { varLogFields } from '../probes/var-log/fields.ts'
import { varLog } from '../probes/var-log/probe.ts'
import type { Language } from '../words/language.ts'
import type { FactOf } from './facts.ts'
import { lastSeenEver } from './history.ts'
import type { ParamsOf } from './params.ts'
import { onNode } from './phrases.ts'

export type LogFact = FactOf<typeof varLogFields>

/** Null for all but files. */
export const sizeOf = ({ fields }: LogFact): number | null => (fields.type === 'file' ? fields.size : null)

/** The pod in which a place was listed; null on a node. */
export const podOfPlace = (view: SnapshotView, place: string): string | null =>
  view.snapshot.sections.find((section) => section.probe === varLog.name && placeOf(section) === place)?.pod ?? null

/** The file as it was last seen. A pod made anew has files of its own, under the same names. */
export function lastLog(before: SnapshotView | null, history: readonly SnapshotView[], fact: LogFact): LogFact | null {
  const earlier = lastSeenEver(before, history, fact)
  return earlier !== null && earlier.found.section.pod === fact.found.section.pod ? earlier : null
}

/** `messages` for `messages.1`, `messages-20191019.gz`; null for what is no rotation. */
export function rotatedFrom(path: string): string | null {
  return /^(.+?)(?:\.\d{1,3}|-\d{8}(?:-\d{1,10})?)(?:\.(?:gz|xz|bz2|zst))?$/.exec(path)?.[1] ?? null
}

export const logParams = { path: 'text', node: 'text', pod: 'text?' } as const
type LogParams = ParamsOf<typeof logParams>

export const logParamsOf = ({ subject, found: { section } }: LogFact): LogParams => ({
  path: subject.key,
  node: section.node,
  pod: section.pod,
})

/** Where the log lies, after its path. */
export function inPod({ pod, node }: LogParams, language: Language): string {
  if (pod === null) return onNode(node, language)
  return language === 'zh' ? `（Pod ${pod} 内）` : ` in pod ${pod}`
}
export const listLog = ({ path }: { path: string }): string => `ls -la ${path}*`
