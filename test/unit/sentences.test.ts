/** Nothing that a person reads is written in one language: every sentence of main/ and shared/ stands in a catalogue or a text of both. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseAst } from 'vite'
import { describe, expect, test } from 'vitest'
import { catalogues, messageCodes, tell } from '../../shared/messages/tell.ts'
import { languages } from '../../shared/words/language.ts'
import { sentencesOf } from '../../shared/words/message.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const chinese = /[\u4e00-\u9fff]/

interface Node {
  type: string
  start: number
  [name: string]: unknown
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

/** What a person would read as a sentence: three words or more, one of them beginning the text with a capital. */
const isSentence = (text: string): boolean => /^\s*[A-Z][a-z]+[,:]? /.test(text) && text.trim().split(/\s+/).length >= 3

/** Where a language is named, both are; where an error of the program itself is thrown, no person is meant. */
function speaksBoth(path: readonly Node[]): boolean {
  return path.some((node) => {
    if (node.type === 'Property' && isNode(node.key)) return languages.some((each) => each === (node.key as Node).name)
    if (node.type === 'NewExpression' && isNode(node.callee))
      return /^(Error|TypeError)$/.test(String(node.callee.name))
    return false
  })
}

function sentencesIn(text: string): string[] {
  const found: string[] = []
  const visit = (value: unknown, path: readonly Node[]): void => {
    if (Array.isArray(value)) {
      for (const each of value) visit(each, path)
      return
    }
    if (!isNode(value)) return
    const said =
      value.type === 'Literal' && typeof value.value === 'string'
        ? value.value
        : value.type === 'TemplateElement'
          ? String((value.value as { cooked?: unknown }).cooked ?? '')
          : ''
    if (isSentence(said) && !speaksBoth(path)) found.push(said.trim().slice(0, 90))
    for (const [name, child] of Object.entries(value)) if (name !== 'parent') visit(child, [...path, value])
  }
  visit(parseAst(text, { lang: 'ts' }), [])
  return found
}

/**
 * Texts that no person is told: what simulated tools of the sample print, the notice inside snapshot files for a reviewer,
 * what the POSIX script writes, words of other programs that are looked for.
 */
const notOurs =
  /^main\/(sample\/|collect\/collector-script\.ts|nodesnap\/write\.ts)|^shared\/probes\/(docker-ps\/status|families\/docker-age)\.ts$/

const sources = ['main', 'shared'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !notOurs.test(name)),
)

describe('words', () => {
  test('the scan sees a sentence, and lets one in both languages pass', () => {
    expect(sentencesIn(`f('The node is gone.')`)).toEqual(['The node is gone.'])
    expect(sentencesIn(`f(\`The node is \${a} away.\`)`)).toEqual(['The node is'])
    expect(sentencesIn(`f({ en: 'The node is gone.', zh: '节点已消失。' })`)).toEqual([])
  })

  test('no sentence of main/ and shared/ stands outside of them', () => {
    const found = sources.flatMap((name) =>
      sentencesIn(readFileSync(join(root, name), 'utf8')).map((each) => `${name}: ${each}`),
    )
    expect(found).toEqual([])
  })
})

describe('messages', () => {
  const sentences = catalogues.flatMap((each) => [...sentencesOf(each)])

  test('there are many', () => expect(sentences.length).toBeGreaterThan(100))

  test('each has words in both languages, and the Chinese are Chinese', () => {
    // Whatever the parameters are, a text for each of them is enough to be told.
    const params = new Proxy({ first: '7' } as Record<string, string>, { get: () => '7' })
    for (const [code, sentence] of sentences) {
      const told = languages.map((language) => sentence[language](params as never))
      expect([code, told.every((each) => each !== '')]).toEqual([code, true])
      // What is made of its parameters alone needs no words.
      const hasWords = /[A-Za-z]{3}/.test(told[0] ?? '')
      expect([code, !hasWords || chinese.test(told[1] ?? '')]).toEqual([code, true])
    }
  })

  test('a code that nobody knows shows the words it carries', () => {
    expect(messageCodes()).not.toContain('future.thing')
    expect(tell({ code: 'future.thing', params: {}, text: 'From the future.' }, 'zh')).toBe('From the future.')
    expect(tell({ code: 'future.thing', params: {} }, 'en')).toBe('future.thing')
  })
})
