/** What a host lends to the program. Hosts (Electron, local server, command line) differ only in these. */

import type { EventBody, EventName, Prompt } from '../shared/contract/contract.ts'
import type { YamlFile } from '../shared/yaml/read.ts'
import type { Log } from './log/log.ts'

/** The operating system's store of secrets. */
export interface SecretStore {
  /** The system only hides them: it has no keyring. */
  isWeak: boolean
  get: (name: string) => Promise<string | null>
  set: (name: string, secret: string) => Promise<void>
  forget: (name: string) => Promise<void>
}

export interface Ports {
  /** What files say they were written by. */
  producer: { name: string; version: string }
  /** Folder of the library. */
  libraryDir: string
  /** Tells the window(s), or the terminal. */
  emit: <N extends EventName>(name: N, body: EventBody<N>) => void
  now: () => number
  /** Where what goes wrong is written down. Absent where nothing is. */
  log?: Log
  /**
   * Asks the person who sits there; null is a no. `window`: windows are asked, by events. Absent where nobody can be
   * asked: what needs an answer is then refused with a message.
   */
  ask?: ((prompt: Prompt) => Promise<string | null>) | 'window'
  /** The next path that the desktop was asked to open, or null. Absent where there is no desktop. */
  nextFile?: () => string | null
  /** Rules that were named for this run, beside those of the library's folder. */
  rules?: readonly YamlFile[]
  /** Absent where secrets rest nowhere. */
  secrets?: SecretStore
}
