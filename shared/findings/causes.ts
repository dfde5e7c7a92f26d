/** Findings of one cause together. */
import type { Finding } from '../model.ts'
import { severities } from '../words/signs.ts'

export interface CauseGroup {
  cause: string
  /** Speaks for the group. */
  head: Finding
  rest: Finding[]
}

/** Groups with the gravest first, else as their findings came; the first of a group speaks for it. */
export function groupsByCause(findings: readonly Finding[]): CauseGroup[] {
  const groups = new Map<string, CauseGroup>()
  for (const finding of findings) {
    const group = groups.get(finding.cause)
    if (group === undefined) groups.set(finding.cause, { cause: finding.cause, head: finding, rest: [] })
    else group.rest.push(finding)
  }
  return [...groups.values()]
    .map((group) => ({ group, rank: Math.min(rankOf(group.head), ...group.rest.map(rankOf)) }))
    .sort((x, y) => x.rank - y.rank)
    .map(({ group }) => group)
}

const rankOf = ({ severity }: Finding): number => severities.indexOf(severity)
