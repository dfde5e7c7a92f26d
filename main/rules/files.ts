/** Files of rules of one's own: those of the profile folder, and those that are named. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { CallError } from '../../shared/contract/call-error.ts'
import { ownRuleMessages } from '../../shared/messages/own-rules.ts'
import { reasonOf } from '../../shared/words/reason.ts'
import { mostCharacters, type YamlFile } from '../../shared/yaml/read.ts'

/** Beside the user's profiles: what lies here holds for every site that it does not leave out. */
export const rulesFolder = (libraryDir: string): string => join(libraryDir, 'profiles', 'rules')

const isYaml = (name: string): boolean => /\.ya?ml$/i.test(name)

/** Those of the folder, by name; none where there is no such folder, or it cannot be read. */
export function rulesIn(folder: string): YamlFile[] {
  try {
    return filesIn(folder)
  } catch {
    return []
  }
}

/** A file, or every one of a folder. Throws CallError `usage` where there is none. */
export function rulesAt(path: string): YamlFile[] {
  try {
    const files = statSync(path).isDirectory() ? filesIn(path) : [fileAt(path)]
    if (files.length > 0) return files
  } catch (error) {
    throw new CallError('usage', ownRuleMessages.unreadable({ file: path, said: reasonOf(error) }))
  }
  throw new CallError('usage', ownRuleMessages.noFiles({ folder: path }))
}

const filesIn = (folder: string): YamlFile[] =>
  readdirSync(folder)
    .filter(isYaml)
    .toSorted()
    .map((name) => fileAt(join(folder, name)))

/** What is too long to be a file of rules is not read; its reader says so. */
function fileAt(file: string): YamlFile {
  const { size } = statSync(file)
  return { file, text: size > 4 * mostCharacters ? 'x'.repeat(mostCharacters + 1) : readFileSync(file, 'utf8') }
}
