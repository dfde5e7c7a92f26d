import { profileSettings } from '../../shared/probes/index.ts'
import type { Handlers } from '../app.ts'
import { captureSite } from '../collect/capture.ts'
import { parseTarget } from '../collect/target.ts'
import type { Ports } from '../ports.ts'
import { runSample } from '../sample/sample.ts'
import type { Library } from '../store/store.ts'
import { createQuestions } from './questions.ts'

type CaptureCall = 'capture' | 'cancelCapture' | 'answerQuestion' | 'openSample'

export function captureHandlers(library: Library, ports: Ports): Pick<Handlers, CaptureCall> {
  const questions = createQuestions(ports.emit)
  const ask = ports.ask === 'window' ? questions.ask : ports.ask
  const running = new Set<AbortController>()
  return {
    capture: async ({ targets, site, identityFile, knownHostsFile, jumps }) => {
      const stop = new AbortController()
      running.add(stop)
      try {
        const snapshot = await captureSite({
          site: site || siteOfTargets(targets),
          targets,
          identityFile,
          knownHostsFile,
          jumps: jumps ?? null,
          settings: profileSettings,
          now: ports.now,
          signal: stop.signal,
          onProgress: (progress) => ports.emit('progress', { task: 'capture', ...progress }),
          ...(ask === undefined ? {} : { ask }),
        })
        const snapshots = await library.add([snapshot])
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
    answerQuestion: async ({ id, answer }) => {
      questions.answer(id, answer)
      return {}
    },
    openSample: async () => {
      const snapshots = await runSample({
        nowMs: ports.now(),
        onProgress: (progress) => ports.emit('progress', { task: 'sample', step: null, ...progress }),
      })
      const site = snapshots[0]?.site ?? ''
      // Opened twice, the sample is still one sample: it is not captured a second time into the same site.
      const isStored = (await library.sites()).some(({ name }) => name === site)
      if (!isStored) await library.add(snapshots)
      ports.emit('libraryChanged', { site })
      return { site }
    },
  }
}

/** A site without a name is called after its first node. */
export const siteOfTargets = (targets: string[]): string => parseTarget(targets[0] ?? '').host
