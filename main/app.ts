/** The program behind any window: the contract's handlers over one library. */
import { checked } from '../shared/contract/checked.ts'
import { type CallInput, type CallName, type CallOutput, calls, type Handlers } from '../shared/contract/contract.ts'
import { progressMessages } from '../shared/messages/progress.ts'
import { logged } from './log/logged-call.ts'
import type { Ports } from './ports.ts'
import { captureHandlers } from './services/capture.ts'
import { deletionHandlers } from './services/deletions.ts'
import { exportHandlers } from './services/exports.ts'
import { type HostCalls, hostCalls } from './services/host.ts'
import { importHandlers } from './services/imports.ts'
import { ownRules } from './services/own-rules.ts'
import { profileHandlers } from './services/profiles.ts'
import { createPrompts } from './services/prompts.ts'
import { reportHandlers } from './services/report.ts'
import { type Library, type LibraryProgress, openLibrary } from './store/library.ts'
import { rescueUnopened } from './store/rescue.ts'

/** The calls as hosts make them. */
export type CheckedCalls = { [N in CallName]: (input: CallInput<N>) => Promise<CallOutput<N>> }

export interface App {
  /** The library itself: for tests, and for what no window may ask. */
  store: Library
  /** Every call of the contract; what is handed over is checked. */
  handlers: CheckedCalls
  host: HostCalls
  close: () => Promise<void>
}

export async function createApp(ports: Ports, options: { workerFile?: string } = {}): Promise<App> {
  const library = await openLibrary(ports.libraryDir, {
    ...options,
    onProgress: (progress) => tellProgress(progress, ports),
    onChange: (site) => ports.emit('libraryChanged', { site }),
  })
  const withOwnRules = ownRules(library, ports)
  const prompts = createPrompts(ports)
  const { openPath, ...imports } = importHandlers(library, ports, prompts)
  const handlers: Handlers = {
    // What needs nothing else passes through to the library.
    ...library,
    ...deletionHandlers(library),
    ...imports,
    ...exportHandlers(library, ports),
    ...reportHandlers(library, ports),
    ...captureHandlers(library, ports, prompts),
    ...profileHandlers(ports),
    showLog: async ({ lines }) => ({ path: ports.log?.path ?? null, lines: ports.log?.tail(lines) ?? [] }),
  }
  return {
    store: library,
    handlers: behindDoor(handlers, ports, withOwnRules),
    host: hostCalls(library, ports, { openPath }),
    close: () => library.close(),
  }
}

/** Fewer are stored before anybody could read it. */
const toldFrom = 5

function tellProgress({ task, done, total }: LibraryProgress, { emit, log }: Pick<Ports, 'emit' | 'log'>): void {
  if (task === 'renewing') {
    emit('progress', { task: 'library', text: progressMessages.renewing(), done, total, step: null })
    if (done === total) log?.write('info', `renewed ${total} sections and lanes`)
  } else if (total > toldFrom) {
    const text = progressMessages.counted({ number: done + 1, total })
    emit('progress', { task: 'import', text, done: done + 1, total, step: null })
  }
}

/** Saves outputs from a library that cannot be opened. See `rescueUnopened`. */
export const rescueLibrary = rescueUnopened

/** The door of the program: no handler is given what its schema does not allow. `before` is awaited ahead of each call. Throws CallError `usage`. */
function behindDoor(
  handlers: Handlers,
  ports: Pick<Ports, 'log' | 'now'>,
  before: (call: CallName) => Promise<void>,
): CheckedCalls {
  const checking = <N extends CallName>(name: N) => {
    const handler: (input: never) => Promise<unknown> = handlers[name]
    return async (given: unknown) =>
      logged(name, ports, async () => {
        const input = checked(calls[name].input, given)
        await before(name)
        return handler(input as never)
      })
  }
  const names = Object.keys(calls) as CallName[]
  // The compiler cannot follow a loop over names; each call has its own handler behind its own schema.
  return Object.fromEntries(names.map((name) => [name, checking(name)])) as unknown as CheckedCalls
}
