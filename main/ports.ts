/** What a host lends to the program. Hosts (Electron, local server, command line) differ only in these. */
import type { EventBody, EventName } from '../shared/contract/contract.ts'

export interface Ports {
  /** Folder of the library. */
  libraryDir: string
  /** Tells the window(s), or the terminal. */
  emit: <N extends EventName>(name: N, body: EventBody<N>) => void
  now: () => number
}
