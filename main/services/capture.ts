/** Captures of sites, and what they ask a person. */
import { CallError } from '../../shared/contract/call-error.ts'
import type { CallOutput, Handlers } from '../../shared/contract/contract.ts'
import { captureMessages } from '../../shared/messages/collect/capture.ts'
import type { SiteSetup } from '../../shared/model.ts'
import { captureSite } from '../collect/capture.ts'
import { profileNamed, profilesFolder } from '../collect/profiles.ts'
import { parseTarget } from '../collect/target.ts'
import type { Ports } from '../ports.ts'
import type { Library } from '../store/library.ts'
import type { Prompts } from './prompts.ts'
import { redactSnapshots } from './redaction.ts'
import { Runs } from './runs.ts'
import { openSample } from './sample.ts'

type CaptureCall = 'capture' | 'cancelCapture' | 'answerPrompt' | 'openSample' | 'setSetup'

export function captureHandlers(library: Library, ports: Ports, prompts: Prompts): Pick<Handlers, CaptureCall> {
  const ask = ports.ask === 'window' ? prompts.ask : ports.ask
  const runs = new Runs()
  const profiles = profilesFolder(ports.libraryDir)

  const setupOf = async (site: string): Promise<SiteSetup> => {
    const found = (await library.listSetups({})).find((each) => each.site === site)
    if (found !== undefined) return found.setup
    throw new CallError('not-found', captureMessages.noNodes({ site }))
  }
  const capture = async (site: string, setup: SiteSetup, signal: AbortSignal): Promise<CallOutput<'capture'>> => {
    const { nodes, knownHostsFile, redact } = setup
    const { settings, probes } = profileNamed(setup.profile, profiles, setup.settings)
    const snapshot = await captureSite({
      site,
      nodes,
      knownHostsFile,
      settings,
      probes,
      ask,
      now: ports.now,
      signal,
      onProgress: (progress) => ports.emit('progress', { task: 'capture', ...progress }),
    })
    const kept = redact ? (await redactSnapshots(library, [snapshot])).snapshots : [snapshot]
    return { snapshots: await library.add({ snapshots: kept }) }
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
      const whole = setup ?? (await setupOf(site))
      return runs.run((signal) => capture(site, whole, signal))
    },
    cancelCapture: async () => {
      runs.cancelAll()
      prompts.withdraw()
      return {}
    },
    answerPrompt: async ({ id, answer, remember }) => {
      await prompts.answer(id, answer, remember)
      return {}
    },
    openSample: () => openSample(library, ports, runs),
  }
}
