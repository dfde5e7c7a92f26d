/** How the program ends; see the README. */
import { CallError } from '../../../shared/contract/call-error.ts'
import type { Finding, Severity } from '../../../shared/model.ts'
import { severities } from '../../../shared/words/signs.ts'

export const exitStatus = { done: 0, findings: 1, usage: 2, partly: 3, refused: 4, internal: 5 } as const
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus]

export function exitStatusOf(error: unknown): ExitStatus {
  if (!(error instanceof CallError)) return exitStatus.internal
  if (error.code === 'usage' || error.code === 'not-found') return exitStatus.usage
  if (error.code === 'not-understood') return exitStatus.partly
  return error.code === 'internal' ? exitStatus.internal : exitStatus.refused
}

/** Status 1 when a finding that is not muted is at least so severe. */
export function statusOfFindings(findings: readonly Finding[], least: Severity | undefined): ExitStatus {
  if (least === undefined) return exitStatus.done
  const isGrave = ({ severity, muted }: Finding) =>
    muted === undefined && severities.indexOf(severity) <= severities.indexOf(least)
  return findings.some(isGrave) ? exitStatus.findings : exitStatus.done
}
