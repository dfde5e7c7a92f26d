/** How a command names a snapshot: an id or the beginning of one, `latest`, `previous`, or `@TIME`. */
import { CallError, type SnapshotSummary } from '../../../shared/contract/contract.ts'
import { timeOf } from './context.ts'

/** `snapshots` oldest first. Throws CallError `not-found` or `usage`. */
export function resolveRef(ref: string, snapshots: readonly SnapshotSummary[]): SnapshotSummary {
  if (snapshots.length === 0)
    throw new CallError('not-found', 'The library holds no snapshot. Capture one, or import a file.')
  if (ref === 'latest' || ref === 'previous') {
    const found = snapshots.at(ref === 'latest' ? -1 : -2)
    if (found === undefined)
      throw new CallError('not-found', 'There is only one snapshot, so there is no previous one.')
    return found
  }
  if (ref.startsWith('@')) {
    const atMs = timeOf(ref.slice(1))
    const found = snapshots.findLast((snapshot) => Date.parse(snapshot.takenAt) <= atMs)
    if (found === undefined) throw new CallError('not-found', `No snapshot was taken at or before ${ref.slice(1)}.`)
    return found
  }
  const matching = snapshots.filter((snapshot) => snapshot.id.startsWith(ref))
  const [found, other] = matching
  if (found === undefined) throw new CallError('not-found', `There is no snapshot "${ref}". See: nodelapse snapshots`)
  if (other !== undefined && found.id !== ref)
    throw new CallError(
      'usage',
      `"${ref}" begins the ids of ${matching.length} snapshots: ${matching.map(({ id }) => id).join(', ')}.`,
    )
  return found
}

/** Snapshots of the one site in question: the one named, or the only one there is. */
export function onlySite(named: string | undefined, sites: readonly { name: string }[]): string {
  if (named !== undefined) {
    if (!sites.some(({ name }) => name === named))
      throw new CallError('not-found', `There is no site "${named}" in the library.`)
    return named
  }
  const [first, second] = sites
  if (first === undefined)
    throw new CallError('not-found', 'The library holds no snapshot. Capture one, or import a file.')
  if (second !== undefined)
    throw new CallError('usage', `Name the site with --site: ${sites.map(({ name }) => name).join(', ')}.`)
  return first.name
}
