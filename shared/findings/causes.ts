/** Findings of one cause together. */
import type { Finding } from '../model.ts'

export interface CauseGroup {
  cause: string
  /** Speaks for the group. */
  head: Finding
  rest: Finding[]
}

/** Groups in the order in which their first came, which speaks for them: that of the incidents. */
export function groupsByCause(findings: readonly Finding[]): CauseGroup[] {
  const groups = new Map<string, CauseGroup>()
  for (const finding of findings) {
    const group = groups.get(finding.cause)
    if (group === undefined) groups.set(finding.cause, { cause: finding.cause, head: finding, rest: [] })
    else group.rest.push(finding)
  }
  return [...groups.values()]
}
