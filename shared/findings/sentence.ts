/** A finding in words: what, since when, and what to look at next. */
import type { Finding } from '../model.ts'
import type { Language } from '../words/language.ts'
import { ruleNamed } from './index.ts'
import { toldParams } from './params.ts'

export interface Sentence {
  title: string
  next: string
}

/** One line that says it, and one that says what to look at next. Certainty is shown beside it. */
export function sentenceOf(finding: Finding, language: Language): Sentence {
  const rule = ruleNamed(finding.rule)
  const params = rule === undefined ? null : toldParams(rule.params, finding.params, language)
  // A library or a file may hold findings of a rule that this version lacks, or of another version of it.
  if (rule === undefined || params === null) return { title: `${finding.rule}: ${finding.subject.key}`, next: '' }
  return { title: rule.title[language](params, finding.since), next: rule.next[language](params, finding.since) }
}
