/** Rules of one's own that the library judges by, beside those of the program. They rest in files, never in the database. */
import { ownOf, type RuleSet, ruleSetOf } from '../../shared/findings/own/rule-set.ts'
import type { YamlFile } from '../../shared/yaml/read.ts'

type OfSite = ReturnType<typeof ownOf>

export class OwnRules {
  #set: RuleSet = { files: [], wrong: [] }
  #bySite = new Map<string, OfSite>()
  #version = 0

  /** Takes the place of all that were used before. Tells which files are wrong, and why. */
  use(files: readonly YamlFile[]): RuleSet['wrong'] {
    this.#set = ruleSetOf(files)
    this.#bySite.clear()
    this.#version++
    return this.#set.wrong
  }

  /** Another one, whenever others are used. */
  get version(): number {
    return this.#version
  }

  of(site: string): OfSite {
    let known = this.#bySite.get(site)
    if (known === undefined) {
      known = ownOf(this.#set, site)
      this.#bySite.set(site, known)
    }
    return known
  }
}
