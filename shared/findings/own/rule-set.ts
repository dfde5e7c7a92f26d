/** Several files of rules of one's own together: names are unique among them, and one that is wrong leaves the others whole. */
import { CallError } from '../../contract/call-error.ts'
import type { Message } from '../../model.ts'
import { globOf } from '../../words/glob.ts'
import type { Dependency } from '../../world/dependency.ts'
import type { YamlFile } from '../../yaml/read.ts'
import { ruleNamed } from '../index.ts'
import type { Rule } from '../rule.ts'
import { ownRuleOf } from './rule-of.ts'
import { type RulesFile, readRules } from './rules-file.ts'

export interface RuleSet {
  files: readonly RulesFile[]
  /** What cannot be read, and why, with file and line. */
  wrong: readonly { file: string; why: Message }[]
}

export function ruleSetOf(files: readonly YamlFile[]): RuleSet {
  const names = new Set<string>()
  const set = { files: [] as RulesFile[], wrong: [] as { file: string; why: Message }[] }
  for (const each of files) {
    try {
      const read = readRules(each, (name) => names.has(name) || ruleNamed(name) !== undefined)
      for (const { name } of read.rules) names.add(name)
      set.files.push(read)
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      set.wrong.push({ file: each.file, why: error.told })
    }
  }
  return set
}

/** What holds for a site; null: whatever the site. */
export function ownOf({ files }: RuleSet, site: string | null): { rules: Rule[]; needs: Dependency[] } {
  const there = files.filter(({ sites }) => site === null || globOf(sites)(site))
  return {
    rules: there.flatMap(({ rules }) => rules.map(ownRuleOf)),
    needs: there.flatMap(({ needs }) => needs),
  }
}
