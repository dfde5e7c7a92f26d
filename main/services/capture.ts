import { CallError } from '../../shared/contract/call-error.ts'
import type { Handlers, SnapshotSummary } from '../../shared/contract/contract.ts'
import { captureMessages } from '../../shared/messages/collect/capture.ts'
import type { SiteSetup } from '../../shared/model.ts'
import { captureSite } from '../collect/capture.ts'
import { profileNamed, profilesFolder } from '../collect/profiles.ts'
import { parseTarget } from '../collect/target.ts'
import type { Ports } from '../ports.ts'
import { runSample } from '../sample/sample.ts'
import { siteName as sampleSite } from '../sample/story.ts'
import type { Library } from '../store/library.ts'
import type { Prompts } from './prompts.ts'
import { redactSnapshots } from './redaction.ts'

type CaptureCall = 'capture' | 'cancelCapture' | 'answerPrompt' | 'openSample' | 'setSetup'

export function captureHandlers(library: Library, ports: Ports, prompts: Prompts): Pick<Handlers, CaptureCall> {
  const ask = ports.ask === 'window' ? prompts.ask : ports.ask
  const running = new Set<AbortController>()
  const profiles = profilesFolder(ports.libraryDir)
  const setupOf = async (site: string): Promise<SiteSetup> => {
    const found = (await library.listSetups({})).find((each) => each.site === site)
    if (found !== undefined) return found.setup
    throw new CallError('not-found', captureMessages.noNodes({ site }))
  }
  return {
    setSetup: async ({ site, setup }) => {
      if (setup !== null) {
        for (const { target } of setup.nodes) parseTarget(target)
        profileNamed(setup.profile, profiles, setup.settings)
      }
      return library.setSetup({ site, setup })
    },
    capture: async ({ site, setup }) => {
      const stop = new AbortController()
      running.add(stop)
      try {
        const { nodes, profile, settings, knownHostsFile, redact } = setup ?? (await setupOf(site))
        const { settings: asked, probes } = profileNamed(profile, profiles, settings)
        const snapshot = await captureSite({
          site: site.trim() || siteOfTargets(nodes.map(({ target }) => target)),
          ...{ nodes, knownHostsFile, settings: asked, probes },
          now: ports.now,
          signal: stop.signal,
          onProgress: (progress) => ports.emit('progress', { task: 'capture', ...progress }),
          ...(ask === undefined ? {} : { ask }),
        })
        const kept = redact ? (await redactSnapshots(library, [snapshot])).snapshots : [snapshot]
        return { snapshots: await library.add({ snapshots: kept }) }
      } finally {
        running.delete(stop)
      }
    },
    cancelCapture: async () => {
      for (const stop of running) stop.abort()
      prompts.withdraw()
      return {}
    },
    answerPrompt: async ({ id, answer, remember }) => {
      await prompts.answer(id, answer, remember ?? false)
      return {}
    },
    openSample: async () => {
      // Opened twice, the sample is still one sample: it is not captured a second time into the same site.
      const isStored = (await library.listSites({})).some(({ name }) => name === sampleSite)
      if (!isStored) {
        const stop = new AbortController()
        running.add(stop)
        try {
          const snapshots = await runSample({
            nowMs: ports.now(),
            signal: stop.signal,
            onProgress: (progress) => ports.emit('progress', { task: 'sample', step: null, ...progress }),
          })
          await library.add({ snapshots })
        } finally {
          running.delete(stop)
          ports.emit('progress', { task: 'sample', text: null, done: 1, total: 1, step: null })
        }
      }
      return { site: sampleSite, ...pairAroundStop(await library.listSnapshots({ site: sampleSite })) }
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

/** A site without a name is called after its first node. */
export const siteOfTargets = (targets: string[]): string => parseTarget(targets[0] ?? '').host
