/** What the analyst says of the open site's findings. */
import { isMuteOf } from '../../shared/findings/judgement.ts'
import type { Finding, Mute, SiteJudgement } from '../../shared/model.ts'
import { useSites } from '../library/sites.ts'
import { client } from '../program/connection.ts'

/** Reads, changes and stores it; the findings are then told anew. Throws what the call throws. */
async function change(how: (judgement: SiteJudgement) => SiteJudgement): Promise<void> {
  const { site } = useSites.getState()
  if (site === null) return
  const judgement = await client().call('judgement', { site })
  await client().call('setJudgement', { site, judgement: how(judgement) })
}

export const muteFinding = (mute: Mute): Promise<void> =>
  change(({ thresholds, mutes }) => ({ thresholds, mutes: [...mutes, mute] }))

/** Takes back every word that mutes it. */
export const unmuteFinding = (finding: Finding): Promise<void> =>
  change(({ thresholds, mutes }) => ({ thresholds, mutes: mutes.filter((each) => !isMuteOf(each, finding)) }))

export const setThresholds = (thresholds: SiteJudgement['thresholds']): Promise<void> =>
  change(({ mutes }) => ({ thresholds, mutes }))
