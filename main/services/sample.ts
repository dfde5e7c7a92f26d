/** The sample incident as a site of the library, and the pair of snapshots that shows it. */
import type { CallOutput, SnapshotSummary } from '../../shared/contract/contract.ts'
import type { Ports } from '../ports.ts'
import { runSample } from '../sample/sample.ts'
import { siteName } from '../sample/story.ts'
import type { Library } from '../store/library.ts'
import type { Runs } from './runs.ts'

/** Opened twice, the sample is still one sample: it is not captured a second time into the same site. */
export async function openSample(library: Library, ports: Ports, runs: Runs): Promise<CallOutput<'openSample'>> {
  const isStored = (await library.listSites({})).some(({ name }) => name === siteName)
  if (!isStored) await runs.run((signal) => storeSample(library, ports, signal))
  const { a, b } = pairAroundStop(await library.listSnapshots({ site: siteName }))
  return { site: siteName, a, b }
}

async function storeSample(library: Library, { now, emit }: Ports, signal: AbortSignal): Promise<void> {
  try {
    const snapshots = await runSample({
      nowMs: now(),
      signal,
      onProgress: ({ text, done, total }) => emit('progress', { task: 'sample', text, done, total, step: null }),
    })
    await library.add({ snapshots })
  } finally {
    emit('progress', { task: 'sample', text: null, done: 1, total: 1, step: null })
  }
}

/** Before an operator stopped a service, and long after that, with every node there and nothing done since. */
function pairAroundStop(snapshots: readonly SnapshotSummary[]): { a: string; b: string } {
  const stopped = snapshots.findIndex(({ events }) => events.some(({ kind }) => kind === 'service-stopped'))
  const after = snapshots.findLast(
    ({ nodes, events }, index) =>
      index > stopped &&
      index < snapshots.length - 1 &&
      events.length === 0 &&
      nodes.every(({ outcome }) => outcome === 'ok'),
  )
  // Some of them may have been deleted since.
  const last = snapshots.at(-1)
  return { a: snapshots[Math.max(0, stopped - 1)]?.id ?? '', b: (after ?? last)?.id ?? '' }
}
