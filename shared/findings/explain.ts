/** A rule explained: what it says, of what, by which limits, what to look at next, and why. */
import type { Interval } from '../model.ts'
import { type ThresholdName, type Thresholds, thresholdTable, thresholdText } from '../thresholds.ts'
import type { Language, Text } from '../words/language.ts'
import { severityWords } from '../words/signs.ts'
import { placeholders } from './params.ts'
import type { Rule } from './rule.ts'

export interface ExplainedThreshold {
  name: ThresholdName
  label: string
  /** `15 min` */
  value: string
  why: string
}
export interface ExplainedRule {
  name: string
  about: string
  severities: string[]
  tells: string
  /** What it reads, with the names of the probes. */
  reads: { title: string; probe: string }[]
  thresholds: ExplainedThreshold[]
  /** With `<name>` where a finding has a name. */
  next: string
  why: string
}

const tellings: Record<Rule['tells'], Text> = {
  state: {
    en: 'how something is; said again as long as it lasts',
    zh: '对象当前的状态；只要持续存在就会再次给出',
  },
  change: { en: 'what happened between two snapshots', zh: '两个快照之间发生的事情' },
}

const never: Interval = { earliest: null, latest: null }

export function explained(rule: Rule, thresholds: Thresholds, language: Language): ExplainedRule {
  return {
    name: rule.name,
    about: rule.about[language],
    severities: rule.severities.map((severity) => severityWords[severity].word[language]),
    tells: tellings[rule.tells][language],
    reads: rule.reads.map(({ name, title }) => ({ title: title[language], probe: name })),
    thresholds: rule.thresholds.map((name) => ({
      name,
      label: thresholdTable[name].label[language],
      value: thresholdText(name, thresholds[name], language),
      why: thresholdTable[name].why[language],
    })),
    next: rule.next[language](placeholders(rule.params), never),
    why: rule.why[language],
  }
}

/** What stands ahead of each part. */
export const explanationWords = {
  severity: { en: 'Severity', zh: '严重程度' },
  tells: { en: 'Tells', zh: '说明' },
  reads: { en: 'Reads', zh: '读取' },
  readsNothing: { en: 'how nodes and probes ended', zh: '节点与探针的采集结果' },
  thresholds: { en: 'Thresholds', zh: '阈值' },
  next: { en: 'Next', zh: '下一步' },
  why: { en: 'Why', zh: '原因' },
} as const satisfies Record<string, Text>
