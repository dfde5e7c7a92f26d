/** The program behind any window: the contract's handlers over one library. */
import { CallError } from '../shared/contract/call-error.ts'
import { type CallInput, type CallName, type CallOutput, calls, type Handlers } from '../shared/contract/contract.ts'
import type { Ports } from './ports.ts'
import { captureHandlers } from './services/capture.ts'
import { deletionHandlers } from './services/deletions.ts'
import { exportHandlers } from './services/exports.ts'
import { type HostCalls, hostCalls } from './services/host.ts'
import { importHandlers } from './services/imports.ts'
import { profileHandlers } from './services/profiles.ts'
import { createQuestions } from './services/questions.ts'
import { reportHandlers } from './services/report.ts'
import { type Library, openLibrary } from './store/library.ts'
import { rescueUnopened } from './store/rescue.ts'

/** The calls as hosts make them. */
export type CheckedCalls = { [N in CallName]: (input: CallInput<N>) => Promise<CallOutput<N>> }

export interface App {
  library: Library
  /** Every call of the contract; what is handed over is checked. */
  handlers: CheckedCalls
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
    onChange: (site) => ports.emit('libraryChanged', { site }),
  })
  const questions = createQuestions(ports)
  const handlers: Handlers = {
    // What needs nothing else passes through to the library.
    ...library,
    ...deletionHandlers(library),
    ...importHandlers(library, ports, questions),
    ...exportHandlers(library, ports),
    ...reportHandlers(library, ports),
    ...captureHandlers(library, ports, questions),
    ...profileHandlers(ports),
  }
  return { library, handlers: checking(handlers), host: hostCalls(library, ports), close: () => library.close() }
}

/** Saves outputs from a library that cannot be opened. See `rescueUnopened`. */
export const rescueLibrary = rescueUnopened

/** The door of the program: no handler is given what its schema does not allow. Throws CallError `usage`. */
function checking(handlers: Handlers): CheckedCalls {
  const checked = <N extends CallName>(name: N) => {
    const handler: (input: never) => Promise<unknown> = handlers[name]
    return async (given: unknown) => {
      const { data, error } = calls[name].input.safeParse(given)
      if (error === undefined) return handler(data as never)
      const wrong = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
      throw new CallError('usage', wrong.join('\n'))
    }
  }
  const names = Object.keys(calls) as CallName[]
  // The compiler cannot follow a loop over names; each call has its own handler behind its own schema.
  return Object.fromEntries(names.map((name) => [name, checked(name)])) as unknown as CheckedCalls
}
