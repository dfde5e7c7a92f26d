/** Findings of one cause under one heading, the gravest first. */
import type { Finding, Severity } from '../../shared/model.ts'

export interface FindingGroup {
  cause: string
  /** Speaks for the group. */
  head: Finding
  rest: Finding[]
}

const weight: Record<Severity, number> = { critical: 0, warning: 1, info: 2 }

export function groupFindings(findings: Finding[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>()
  for (const finding of findings) {
    const group = groups.get(finding.cause)
    if (group === undefined) groups.set(finding.cause, { cause: finding.cause, head: finding, rest: [] })
    else group.rest.push(finding)
  }
  const gravest = (group: FindingGroup) =>
    Math.min(weight[group.head.severity], ...group.rest.map((one) => weight[one.severity]))
  const keyed = [...groups.values()].map((group) => ({ group, rank: gravest(group) }))
  return keyed.sort((x, y) => x.rank - y.rank).map(({ group }) => group)
}
