/** What a host lends to the program. Hosts (Electron, local server, command line) differ only in these. */
import type { EventBody, EventName, Question } from '../shared/contract/contract.ts'

export interface Ports {
  /** Folder of the library. */
  libraryDir: string
  /** Tells the window(s), or the terminal. */
  emit: <N extends EventName>(name: N, body: EventBody<N>) => void
  now: () => number
  /**
   * Asks the person who sits there; null is a no. `window`: windows are asked, by events. Absent where nobody can be
   * asked: what needs an answer is then refused with a sentence.
   */
  ask?: ((question: Question) => Promise<string | null>) | 'window'
}
