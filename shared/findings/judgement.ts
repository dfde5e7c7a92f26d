/** What an analyst has said of a site's findings, laid over what the rules say. */
import { subjectId } from '../compare/view.ts'
import type { Finding, Mute, SiteJudgement, Subject } from '../model.ts'

export const noJudgement: SiteJudgement = { thresholds: {}, mutes: [] }

export const isMuteOf = (mute: Mute, { rule, subject }: { rule: string; subject: Subject }): boolean =>
  mute.rule === rule && (mute.subject === null || subjectId(mute.subject) === subjectId(subject))

/** Findings with the reason why they are muted, where they are. None is left out. */
export function judged(findings: Finding[], { mutes }: SiteJudgement): Finding[] {
  if (mutes.length === 0) return findings
  return findings.map((finding) => {
    const mute = mutes.find((each) => isMuteOf(each, finding))
    return mute === undefined ? finding : { ...finding, muted: mute.reason }
  })
}
