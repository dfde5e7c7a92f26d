/** What a host lends to the program. Hosts (Electron, local server, command line) differ only in these. */
import type { EventBody, EventName } from '../shared/contract/contract.ts'

export interface Ports {
  /** Folder of the library. */
  libraryDir: string
  /** Tells the window(s), or the terminal. */
  emit: <N extends EventName>(name: N, body: EventBody<N>) => void
  now: () => number
  /** Asks a person, where one sits at the terminal, whether an unknown host key is right. */
  askHostKey?: (target: string, fingerprint: string) => Promise<boolean>
  /** Asks for the passphrase of an identity file. It is used and forgotten. */
  askPassphrase?: () => Promise<string>
}
