/** The sets of rules that come with the program, and those of its docs: they are right, and their examples hold. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { complaintsOfExample } from '../../shared/findings/own/examples.ts'
import { ruleSetOf } from '../../shared/findings/own/rule-set.ts'
import { readRules } from '../../shared/findings/own/rules-file.ts'
import { tell } from '../../shared/messages/tell.ts'

const root = new URL('../../', import.meta.url)
const textOf = (path: string): string => readFileSync(new URL(path, root), 'utf8')

const sets = readdirSync(new URL('rules', root)).map((name) => ({
  file: `rules/${name}`,
  text: textOf(`rules/${name}`),
}))

/** The examples of a page: what stands between fences. */
const ofPage = (page: string) =>
  [...textOf(page).matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = ''], index) => ({
    file: `${page}#${index + 1}`,
    text,
  }))

const complaintsIn = (files: { file: string; text: string }[]) => {
  const { files: read, wrong } = ruleSetOf(files)
  const failed = read.flatMap(({ file, rules }) =>
    rules.flatMap((rule) =>
      rule.examples.flatMap((example) =>
        complaintsOfExample(rule, example).map((each) => `${file}: ${rule.name}: ${tell(each, 'en')}`),
      ),
    ),
  )
  return [...wrong.map(({ why }) => tell(why, 'en')), ...failed]
}

test('every rule of the sets has examples that hold, and one that finds something', () => {
  expect(complaintsIn(sets)).toEqual([])
  const rules = ruleSetOf(sets).files.flatMap((each) => each.rules)
  expect(rules.length).toBeGreaterThan(8)
  for (const { name, examples } of rules)
    expect([name, examples.some(({ finds }) => finds.length > 0)]).toEqual([name, true])
})

test('so have the rules of the program that are written in YAML', () => {
  const folder = 'shared/findings/rules'
  const names = readdirSync(new URL(folder, root)).filter((name) => name.endsWith('.yaml'))
  expect(names.length).toBeGreaterThan(4)
  for (const name of names) {
    const { rules } = readRules({ file: name, text: textOf(`${folder}/${name}`) }, () => false)
    expect(rules.map((rule) => rule.name)).toEqual([name.replace('.yaml', '')])
    for (const rule of rules) {
      expect(rule.examples.length).toBeGreaterThan(0)
      expect(rule.examples.flatMap((example) => complaintsOfExample(rule, example))).toEqual([])
    }
  }
})

test('they are told in both languages', () => {
  for (const { about, title, why } of ruleSetOf(sets).files.flatMap((each) => each.rules))
    for (const text of [about, title, why]) {
      expect(text.zh).toMatch(/[\u4e00-\u9fff]/)
      expect(text.en).not.toMatch(/[\u4e00-\u9fff]/)
    }
})

test.each(['docs/rules-of-your-own.md', 'docs/rules-of-your-own.zh.md'])('what %s shows is right', (page) => {
  const files = ofPage(page)
  expect(files.length).toBeGreaterThan(1)
  for (const each of files) expect(complaintsIn([each])).toEqual([])
  expect(ruleSetOf(files.slice(0, 1)).files[0]?.rules[0]?.examples.length).toBeGreaterThan(1)
})
