/** A finding in words: what, since when, and what to look at next. */
import type { Finding } from '../model.ts'
import type { Language } from '../words/language.ts'
import { ruleNamed } from './index.ts'
import { toldParams } from './params.ts'
import type { Rule } from './rule.ts'

export interface Sentence {
  title: string
  next: string
}

/** One line that says it, and one that says what to look at next. Certainty is shown beside it. */
export function sentenceOf(finding: Finding, language: Language): Sentence {
  if (finding.own !== undefined) return { title: finding.own.title[language], next: finding.own.next[language] }
  return saidBy(ruleNamed(finding.rule), finding, language)
}

function saidBy(rule: Rule | undefined, { rule: name, params, since, subject }: Finding, language: Language): Sentence {
  const told = rule === undefined ? null : toldParams(rule.params, params, language)
  // A library or a file may hold findings of a rule that this version lacks, or of another version of it.
  if (rule === undefined || told === null) return { title: `${name}: ${subject.key}`, next: '' }
  return { title: rule.title[language](told, since), next: rule.next[language](told, since) }
}

/** What a finding of a rule of one's own brings along. */
export function ownTraitsOf(rule: Rule, finding: Finding): NonNullable<Finding['own']> {
  const { tells, nature, effects = [] } = rule
  const [en, zh] = [saidBy(rule, finding, 'en'), saidBy(rule, finding, 'zh')]
  const title = { en: en.title, zh: zh.title }
  return { tells, nature, title, next: { en: en.next, zh: zh.next }, effects: [...effects] }
}
