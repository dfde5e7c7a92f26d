import type { z } from 'zod'
import { CallError, type SnapshotSummary } from '../../shared/contract/contract.ts'
import { type SiteSetup, siteSetup } from '../../shared/model.ts'
import type { Handlers } from '../app.ts'
import { captureSite } from '../collect/capture.ts'
import { profileNamed, profilesFolder } from '../collect/profiles.ts'
import { parseTarget } from '../collect/target.ts'
import type { Ports } from '../ports.ts'
import { runSample } from '../sample/sample.ts'
import { siteName as sampleSite } from '../sample/story.ts'
import type { Library } from '../store/store.ts'
import type { Questions } from './questions.ts'
import { redactSnapshots } from './redaction.ts'

type CaptureCall = 'capture' | 'cancelCapture' | 'answerQuestion' | 'openSample' | 'listSetups' | 'setSetup'

export function captureHandlers(library: Library, ports: Ports, questions: Questions): Pick<Handlers, CaptureCall> {
  const ask = ports.ask === 'window' ? questions.ask : ports.ask
  const running = new Set<AbortController>()
  const profiles = profilesFolder(ports.libraryDir)
  const setupOf = async (site: string): Promise<SiteSetup> => {
    const found = (await library.setups()).find((each) => each.site === site)
    if (found !== undefined) return found.setup
    throw new CallError(
      'not-found',
      `The library knows no nodes of a site "${site}". Name them, or add them to the site.`,
    )
  }
  return {
    listSetups: () => library.setups(),
    setSetup: async ({ site, setup }) => {
      if (setup !== null) {
        const whole = checked(setup)
        for (const { target } of whole.nodes) parseTarget(target)
        profileNamed(whole.profile, profiles, whole.settings)
        await library.setSetup(site, whole)
      } else await library.setSetup(site, null)
      ports.emit('libraryChanged', { site })
      return {}
    },
    capture: async ({ site, setup }) => {
      const stop = new AbortController()
      running.add(stop)
      try {
        const { nodes, profile, settings, knownHostsFile, redact } =
          setup === null ? await setupOf(site) : checked(setup)
        const { settings: asked, probes } = profileNamed(profile, profiles, settings)
        const snapshot = await captureSite({
          site: site.trim() || siteOfTargets(nodes.map(({ target }) => target)),
          ...{ nodes, knownHostsFile, settings: asked, probes },
          now: ports.now,
          signal: stop.signal,
          onProgress: (progress) => ports.emit('progress', { task: 'capture', ...progress }),
          ...(ask === undefined ? {} : { ask }),
        })
        const snapshots = await library.add(
          redact ? (await redactSnapshots(library, [snapshot])).snapshots : [snapshot],
        )
        ports.emit('libraryChanged', { site: snapshot.site })
        return { snapshots }
      } finally {
        running.delete(stop)
      }
    },
    cancelCapture: async () => {
      for (const stop of running) stop.abort()
      questions.withdraw()
      return {}
    },
    answerQuestion: async ({ id, answer, remember }) => {
      await questions.answer(id, answer, remember ?? false)
      return {}
    },
    openSample: async () => {
      // Opened twice, the sample is still one sample: it is not captured a second time into the same site.
      const isStored = (await library.sites()).some(({ name }) => name === sampleSite)
      if (!isStored) {
        const stop = new AbortController()
        running.add(stop)
        try {
          const snapshots = await runSample({
            nowMs: ports.now(),
            signal: stop.signal,
            onProgress: (progress) => ports.emit('progress', { task: 'sample', step: null, ...progress }),
          })
          await library.add(snapshots)
        } finally {
          running.delete(stop)
          ports.emit('progress', { task: 'sample', text: '', done: 1, total: 1, step: null })
        }
      }
      ports.emit('libraryChanged', { site: sampleSite })
      return { site: sampleSite, ...pairAroundStop(await library.snapshots(sampleSite)) }
    },
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

/** Throws CallError `usage`. */
function checked(setup: z.input<typeof siteSetup>): SiteSetup {
  const result = siteSetup.safeParse(setup)
  if (result.success) return result.data
  throw new CallError(
    'usage',
    result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'),
  )
}

/** A site without a name is called after its first node. */
export const siteOfTargets = (targets: string[]): string => parseTarget(targets[0] ?? '').host
