/** What commands say of themselves: in both languages, with examples that are what they say. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Command } from '../../main/hosts/cli/command.ts'
import { commandMessages, commands, everyCommand } from '../../main/hosts/cli/commands/index.ts'
import { languageOf } from '../../main/hosts/cli/language.ts'
import { programOf } from '../../main/hosts/cli/program.ts'
import { usageMessages } from '../../main/hosts/cli/usage.ts'
import type { Language } from '../../shared/words/language.ts'
import { sentencesOf } from '../../shared/words/message.ts'

const chinese = /[\u4e00-\u9fff]/
const chineseOrItsSigns = /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/

test('every command, argument and option is told in both languages', () => {
  expect(everyCommand.length).toBeGreaterThan(20)
  const texts = [
    ...commands.map(({ about }) => about),
    ...everyCommand.flatMap(({ about, arguments: words, options }) => [
      about,
      ...[...Object.values(words), ...Object.values(options)].map((each) => each.about),
    ]),
  ]
  for (const { en, zh } of texts) {
    expect(en).toMatch(/^[^\u3000-\uffff]+$/)
    expect(zh).toMatch(chinese)
  }
})

test('every sentence of a command is told in both languages', () => {
  const catalogues = [...commandMessages, usageMessages]
  const params = new Proxy({}, { get: (_target, name) => (name === 'count' ? 2 : 'x') })
  const told = catalogues.flatMap((each) =>
    [...sentencesOf(each)].map(([code, sentence]) => ({
      code,
      en: sentence.en(params as never),
      zh: sentence.zh(params as never),
    })),
  )
  expect(told.length).toBeGreaterThan(60)
  for (const { code, en, zh } of told) {
    expect([code, zh]).toEqual([code, expect.stringMatching(chineseOrItsSigns)])
    expect([code, chineseOrItsSigns.test(en)]).toEqual([code, false])
  }
})

/** What the program runs for these words, without running it. */
async function read(words: readonly string[], language: Language = 'en') {
  const ran: { command: Command; given: Record<string, unknown>; options: object }[] = []
  const program = programOf(commands, language, async (command, given, options) => {
    ran.push({ command, given, options })
  })
  await program.parseAsync(words, { from: 'user' })
  return ran[0]
}

const wordsOf = (example: string): string[] =>
  [...example.replace(/ [<>] .*$/, '').matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '')

test('every example is a call of its own command', async () => {
  const examples = everyCommand.flatMap((command) =>
    (command.examples ?? []).map((example) => [command.name, example] as const),
  )
  expect(examples.length).toBeGreaterThan(20)
  for (const [name, example] of examples)
    expect([example, (await read(wordsOf(example)))?.command.name]).toEqual([example, name])
})

test('what is typed is read as it is declared', async () => {
  const parsed = await read(['parse', 'df', '--zone', '+08:00', '--at', '2019-10-19T13:30:00Z', '--json'])
  expect(parsed?.given).toMatchObject({ probe: 'df', file: undefined, zone: 480, at: Date.UTC(2019, 9, 19, 13, 30) })
  expect(parsed?.options).toMatchObject({ json: true })
  const added = await read(['site', '--library', '/x', 'add', 'lab', 'a', 'b', '--known-hosts', 'k', '--redact'])
  expect(added?.given).toMatchObject({
    site: 'lab',
    nodes: ['a', 'b'],
    knownHosts: 'k',
    redact: true,
    profile: undefined,
  })
  expect(added?.options).toMatchObject({ library: '/x' })
  const found = await read(['search', 'a'])
  expect(found?.given).toEqual({ words: ['a'], site: undefined, limit: 100 })
  for (const wrong of [
    ['search', 'a', '--limit', '0'],
    ['serve', '--port', 'x'],
    ['parse', 'df', '--at', 'yesterday'],
    ['report', 'a', 'b', '--format', 'pdf'],
  ])
    await expect(read(wrong)).rejects.toMatchObject({ code: 'usage' })
})

test('help is in one language, with the headings of it', () => {
  const helps = (language: Language) => {
    const program = programOf(commands, language, async () => {})
    const below = program.commands.flatMap((each) => [each, ...each.commands])
    return [program, ...below].map((each) => each.helpInformation())
  }
  for (const help of helps('zh')) {
    expect(help).toContain('用法：')
    expect(help).not.toMatch(/Usage:|Options:|Arguments:|Commands:|default|choices|display/)
  }
  for (const help of helps('en')) expect(help).not.toMatch(chinese)
})

test('the language is that which is asked for, else that of the terminal', () => {
  const chineseTerminal = { LANG: 'zh_CN.UTF-8' }
  expect(languageOf(['findings', '--lang', 'zh'], {})).toBe('zh')
  expect(languageOf(['--lang=en', 'findings'], chineseTerminal)).toBe('en')
  expect(languageOf(['findings'], chineseTerminal)).toBe('zh')
  expect(languageOf(['findings', '--lang', 'fr'], { LC_ALL: 'C', LANG: 'zh_CN' })).toBe('en')
})

test('the README names every command', () => {
  const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8')
  const table =
    readme
      .split('## Command line')[1]
      ?.split('\n\n')
      .find((part) => part.startsWith('| command')) ?? ''
  for (const each of commands) {
    const names = 'commands' in each ? each.commands.map(({ name }) => `${each.name} ${name}`) : [each.name]
    for (const name of names) expect([name, new RegExp(`\`${name}[ \`]`).test(table)]).toEqual([name, true])
  }
})
