/** How a command names a snapshot: an id or the beginning of one, `latest`, `previous`, or `@TIME`. */
import { existsSync } from 'node:fs'
import { CallError, type SnapshotSummary } from '../../../shared/contract/contract.ts'
import type { App } from '../../app.ts'
import { type Context, timeOf } from './context.ts'
import { openInput, readAll, storeOpened } from './import-path.ts'

/**
 * Finds the snapshots that the references name, and asks about them. When every reference is a file, a library of their
 * snapshots takes the place of the user's own and is gone afterwards; a file then stands for the last snapshot in it.
 */
export async function withRefs<T>(
  context: Context,
  refs: readonly string[],
  site: string | undefined,
  use: (app: App, snapshots: SnapshotSummary[]) => Promise<T>,
): Promise<T> {
  const areFiles = refs.map((ref) => existsSync(ref))
  if (areFiles.every((isFile) => !isFile)) {
    return context.withApp(async (app) => {
      const all = await app.library.listSnapshots({ site: site ?? null })
      return use(
        app,
        refs.map((ref) => resolveRef(ref, all)),
      )
    })
  }
  if (!areFiles.every((isFile) => isFile))
    throw new CallError(
      'usage',
      'Compare two files, or two snapshots of the library; import the file to compare it with one of them.',
    )
  const inputs = await readAll(refs)
  return context.withTemporaryApp(async (app) => {
    const found: SnapshotSummary[] = []
    for (const input of inputs) {
      const { name } = input
      const snapshots = await storeOpened(app, [await openInput(app, input)], { site: site ?? 'files', at: null })
      const last = snapshots.at(-1)
      if (last === undefined) throw new CallError('refused', `${name} holds no snapshot.`)
      found.push(last)
    }
    return use(app, found)
  })
}

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
