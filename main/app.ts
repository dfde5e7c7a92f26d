/** The program behind any window: the contract's handlers over one library. */
import type { CallInput, CallName, CallOutput } from '../shared/contract/contract.ts'
import type { Ports } from './ports.ts'
import { captureHandlers } from './services/capture.ts'
import { exportHandlers } from './services/exports.ts'
import { type HostCalls, hostCalls } from './services/host.ts'
import { importHandlers } from './services/imports.ts'
import { libraryHandlers } from './services/library.ts'
import { profileHandlers } from './services/profiles.ts'
import { createQuestions } from './services/questions.ts'
import { reportHandlers } from './services/report.ts'
import { openLibrary } from './store/library.ts'
import { rescueUnopened } from './store/rescue.ts'
import type { Library } from './store/store.ts'

export type Handlers = { [N in CallName]: (input: CallOutputOfInput<N>) => Promise<CallOutput<N>> }
/** What a handler receives: the input after its schema. */
type CallOutputOfInput<N extends CallName> = CallInput<N>

export interface App {
  library: Library
  handlers: Handlers
  host: HostCalls
  close: () => Promise<void>
}

export async function createApp(ports: Ports, options: { workerFile?: string } = {}): Promise<App> {
  const library = await openLibrary(ports.libraryDir, {
    ...options,
    onProgress: ({ task, done, total }) => {
      if (task === 'renewing')
        ports.emit('progress', { task: 'library', text: 'Reading the library again', done, total, step: null })
      // A few are stored before anybody could read it.
      else if (total > 5)
        ports.emit('progress', { task: 'import', text: `${done + 1} / ${total}`, done: done + 1, total, step: null })
    },
  })
  const questions = createQuestions(ports)
  const handlers: Handlers = {
    ...libraryHandlers(library, ports),
    ...importHandlers(library, ports, questions),
    ...exportHandlers(library, ports),
    ...reportHandlers(library, ports),
    ...captureHandlers(library, ports, questions),
    ...profileHandlers(ports),
  }
  return { library, handlers, host: hostCalls(library, ports), close: () => library.close() }
}

/** Saves outputs from a library that cannot be opened. See `rescueUnopened`. */
export const rescueLibrary = rescueUnopened

export const isCallName = (name: string, handlers: Handlers): name is CallName => Object.hasOwn(handlers, name)
