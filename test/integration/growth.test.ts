/** The program can grow as CONTRIBUTING says: a copy of the tree gets a probe, a rule, an importer and a view, one line each. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Addition, toyImporter, toyProbe, toyRule, toyView } from '../growth/toys.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const parts = ['build', 'docs', 'main', 'renderer', 'shared', 'test', 'package.json', 'tsconfig.json']
let copy = ''

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'nodelapse-growth-'))
  for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const addition of [toyProbe, toyRule, toyImporter, toyView]) add(addition)
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** One folder or file, and one line in the table with the import that it needs. */
function add({ files, table }: Addition): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    writeFileSync(join(copy, path), text)
  }
  const file = join(copy, table.file)
  const text = readFileSync(file, 'utf8')
  const at = text.indexOf(table.behind)
  expect(at, `${table.file} has its table`).toBeGreaterThanOrEqual(0)
  const end = at + table.behind.length
  // The table of importers stands on one line.
  const isOneLine = text[end] !== '\n'
  const line = isOneLine ? `${table.line.trim()} ` : `\n${table.line}`
  const firstImport = text.indexOf('\nimport ')
  const withImport = (upTo: string) => `${upTo.slice(0, firstImport)}\n${table.importLine}${upTo.slice(firstImport)}`
  writeFileSync(file, withImport(text.slice(0, end)) + line + text.slice(end))
}

const runIn = (command: string, args: string[]): string =>
  execFileSync(command, args, { cwd: copy, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })

test('what was added compiles, and nothing else has to be touched', () => {
  expect(runIn(process.execPath, [join(copy, 'node_modules/typescript/bin/tsc'), '--noEmit'])).toBe('')
}, 300_000)

test('the probe is whole everywhere', () => {
  const told = JSON.parse(runIn(process.execPath, ['test/growth/grown.ts'])) as Record<string, unknown>
  expect(told).toMatchObject({
    table: {
      en: ['NODE', 'TOASTER', 'STATE', 'SLICES', 'KITCHEN'],
      zh: ['节点', '烤面包机', '烤制状态', '片数', '厨房'],
    },
    title: ['Toasters', '烤面包机列表'],
    lanes: [['toaster-list', [['t1', 'cold: fine', 'burning: bad']]]],
    state: '烧焦',
    changes: [['n1', '烤制状态: cold → burning', '厨房: galley → scullery']],
    pasted: ['host', 'toaster-list'],
    importer: { en: 'bag of a kitchen', zh: '厨房资料包' },
    redacted: false,
    findings: [['t1 burns 2 slices', 't1 正在烧焦 2 片面包']],
    why: { en: 'Burnt toast is not eaten.', zh: '烧焦的面包没人吃。' },
    docs: { 'docs/rules.md': true, 'docs/rules.zh.md': true, 'docs/probes.md': true },
  })
}, 120_000)

test('help knows the rule and the probe', () => {
  const nodelapse = (...args: string[]) => runIn(process.execPath, ['main/hosts/cli/main.ts', ...args])
  expect(nodelapse('rules', 'toaster-burning')).toContain('Burnt toast')
  expect(nodelapse('probes', 'toaster-list', '--lang', 'zh')).toContain('节点上的烤面包机')
}, 120_000)

test('the view stands in its table', () => {
  expect(readFileSync(join(copy, 'renderer/app/views.ts'), 'utf8')).toContain("{ id: 'kitchen'")
})
