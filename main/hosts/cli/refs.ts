/** How a command names a snapshot: an id or the beginning of one, `latest`, `previous`, `@TIME`, or a file. */
import { existsSync } from 'node:fs'
import { CallError } from '../../../shared/contract/call-error.ts'
import type { SnapshotSummary } from '../../../shared/contract/contract.ts'
import { rules } from '../../../shared/findings/index.ts'
import type { Rule } from '../../../shared/findings/rule.ts'
import { hostMessages } from '../../../shared/messages/host.ts'
import type { Message } from '../../../shared/model.ts'
import { probes } from '../../../shared/probes/index.ts'
import type { Probe } from '../../../shared/probes/probe.ts'
import type { CheckedCalls } from '../../app.ts'
import type { Context } from './context.ts'
import { openAll, storeOpened } from './handed-files.ts'
import { refMessages, typedMessages } from './sentences.ts'
import { timeOf } from './typed.ts'

type ListSnapshots = Pick<CheckedCalls, 'listSnapshots'>

/** The snapshot of the library that a word names. Throws CallError `not-found` or `usage`. */
export const snapshotNamed = async (
  { listSnapshots }: ListSnapshots,
  ref: string,
  site: string | undefined,
): Promise<SnapshotSummary> => resolveRef(ref, await listSnapshots({ site: site ?? null }))

/** Where snapshots are, and how to find one by a word of the command line. */
export interface Shelf {
  handlers: CheckedCalls
  find: (ref: string) => SnapshotSummary
}

/**
 * Asks about the snapshots that the words name. When they are files, a library of their snapshots takes the place of the
 * user's own and is gone afterwards; a file then stands for the last snapshot in it.
 */
export async function withShelf<T>(
  context: Context,
  refs: readonly string[],
  site: string | undefined,
  use: (shelf: Shelf) => Promise<T>,
): Promise<T> {
  const files = refs.filter((each) => existsSync(each))
  if (files.length === 0)
    return context.withApp(async ({ handlers }) => {
      const all = await handlers.listSnapshots({ site: site ?? null })
      return use({ handlers, find: (ref) => resolveRef(ref, all) })
    })
  if (files.length < refs.length) throw new CallError('usage', refMessages.filesAndRefs())
  return context.withTemporaryApp(async (app) => {
    const { handlers } = app
    const last = new Map<string, SnapshotSummary>()
    for (const [index, opened] of (await openAll(app, files)).entries()) {
      const snapshots = await storeOpened(handlers, [opened], { site: site ?? 'files', at: null, pieces: {} })
      const found = snapshots.at(-1)
      if (found === undefined) throw new CallError('refused', refMessages.emptyFile({ file: opened.name }))
      last.set(files[index] ?? '', found)
    }
    return use({ handlers, find: (ref) => last.get(ref) ?? resolveRef(ref, [...last.values()]) })
  })
}

/** `snapshots` oldest first. Throws CallError `not-found` or `usage`. */
export function resolveRef(ref: string, snapshots: readonly SnapshotSummary[]): SnapshotSummary {
  const last = snapshots.at(-1)
  if (last === undefined) throw new CallError('not-found', refMessages.emptyLibrary())
  if (ref === 'latest') return last
  if (ref === 'previous') return snapshots.at(-2) ?? missing(refMessages.noPrevious())
  if (ref.startsWith('@')) {
    const time = ref.slice(1)
    const atMs = timeOf(time)
    const found = snapshots.findLast(({ takenAt }) => Date.parse(takenAt) <= atMs)
    return found ?? missing(refMessages.noneUntil({ time }))
  }
  const matching = snapshots.filter(({ id }) => id.startsWith(ref))
  const [found, other] = matching
  if (found === undefined) return missing(refMessages.noSnapshot({ ref }))
  if (other === undefined || found.id === ref) return found
  const ids = matching.map(({ id }) => id).join(', ')
  throw new CallError('usage', refMessages.ambiguous({ ref, count: matching.length, ids }))
}

function missing(message: Message): never {
  throw new CallError('not-found', message)
}

/** The one site in question: the one named, or the only one there is. Throws CallError `not-found` or `usage`. */
export async function onlySite(
  { listSites }: Pick<CheckedCalls, 'listSites'>,
  named: string | undefined,
): Promise<string> {
  const names = (await listSites({})).map(({ name }) => name)
  if (named !== undefined) return names.find((name) => name === named) ?? missing(hostMessages.noSite({ site: named }))
  const [first, other] = names
  if (first === undefined) return missing(refMessages.emptyLibrary())
  if (other !== undefined) throw new CallError('usage', refMessages.whichSite({ sites: names.join(', ') }))
  return first
}

/** Throws CallError `usage` with the names there are. */
export function checkedProbe(name: string): Probe {
  const found = probes.find((probe) => probe.name === name)
  if (found === undefined)
    throw new CallError(
      'usage',
      typedMessages.noProbe({ typed: name, names: probes.map((probe) => probe.name).join(', ') }),
    )
  return found
}

/** One of the program's, or of `own`. Throws CallError `usage` with the names there are. */
export function checkedRule(name: string, own: readonly Rule[]): Rule {
  const all = [...rules, ...own]
  const found = all.find((each) => each.name === name)
  if (found !== undefined) return found
  throw new CallError('usage', typedMessages.noRule({ typed: name, names: all.map((each) => each.name).join(', ') }))
}
