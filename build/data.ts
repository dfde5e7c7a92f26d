/**
 * `npm run docs`: makes modules of the files of YAML that come with the program, so that they are there wherever it runs: from
 * its source, bundled, and in the window. A test holds them to be fresh.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { readRules } from '../shared/findings/own/rules-file.ts'
import { writtenDependency } from '../shared/world/dependency-file.ts'
import { readYaml } from '../shared/yaml/read.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** File and text of each module: one line each. */
export const modules: readonly (readonly [string, () => string])[] = [
  ['shared/world/dependencies/built-in.generated.ts', dependencies],
  ['shared/findings/rules/built-in.generated.ts', rules],
]

function dependencies(): string {
  const schema = z.strictObject({ needs: z.array(writtenDependency) })
  const needs = yamlFilesOf('shared/world/dependencies').flatMap((file) => readYaml(file, schema).value.needs)
  return moduleOf(
    "import type { Dependency } from '../dependency.ts'",
    'builtInDependencies: readonly Dependency[]',
    needs,
  )
}

/** Their examples are for the tests. */
function rules(): string {
  const written = yamlFilesOf('shared/findings/rules').flatMap((file) => readRules(file, () => false).rules)
  const imports = "import type { WrittenRule } from '../own/written-rule.ts'"
  return moduleOf(
    imports,
    'writtenRules: readonly WrittenRule[]',
    written.map((rule) => ({ ...rule, examples: [] })),
  )
}

const yamlFilesOf = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => ({ file: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') }))

function moduleOf(imports: string, declared: string, value: unknown): string {
  // Names as code writes them: a line of JSON begins with the name, and no text of it has two lines.
  const literal = JSON.stringify(value, null, 2).replace(/^( *)"([A-Za-z]\w*)": /gm, '$1$2: ')
  return `/** Made of the files of YAML beside it by \`npm run docs\`: change those. */\n${imports}\n\nexport const ${declared} = ${literal}\n`
}

const self = fileURLToPath(import.meta.url)
if (process.argv[1] === self) for (const [file, text] of modules) writeFileSync(join(root, file), text())
