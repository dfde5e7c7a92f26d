/** The library for the rest of the program: each call is a message to the thread that owns the database. */
import { Worker } from 'node:worker_threads'
import { CallError, type ErrorEnvelope } from '../../shared/contract/call-error.ts'
import { libraryMessages } from '../../shared/messages/library.ts'
import { reasonOf } from '../../shared/words/reason.ts'
import type { Library, LibraryProgress, ReplyMessage, RequestMessage, RequestName } from './requests.ts'

export type { Library, LibraryProgress } from './requests.ts'

function errorOf({ code, message, details }: ErrorEnvelope, stack: string | undefined): CallError {
  const error = new CallError(code, message, details)
  if (stack !== undefined) error.stack = stack
  return error
}

interface Pending {
  resolve: (output: unknown) => void
  reject: (error: Error) => void
}

export interface LibraryOptions {
  workerFile?: string
  onProgress?: (progress: LibraryProgress) => void
  /** Something was stored of a site, or said of it. */
  onChange?: (site: string) => void
}

/** Opens the library in `dir`, which is made if need be. Bundled builds say where their worker file lies. */
export async function openLibrary(dir: string, options: LibraryOptions = {}): Promise<Library> {
  // Read by the thread while it stores, when it hears no message.
  const cancel = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(options.workerFile ?? new URL('./worker.ts', import.meta.url), {
    workerData: { dir, cancel },
  })
  const pending = new Map<number, Pending>()
  let lastId = 0
  /** Why no call can be answered any more; null while the library is open. */
  let ended: CallError | null = null

  const end = (reason: CallError) => {
    ended ??= reason
    for (const { reject } of pending.values()) reject(reason)
    pending.clear()
  }
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.on('error', (error) => end(new CallError('internal', libraryMessages.threadStopped({ why: reasonOf(error) }))))
  worker.on('exit', (code) => end(new CallError('internal', libraryMessages.threadEnded({ status: code }))))
  worker.on('message', (message: ReplyMessage) => {
    if ('progress' in message) {
      options.onProgress?.(message.progress)
      return
    }
    if ('changed' in message) {
      options.onChange?.(message.changed)
      return
    }
    const waiting = pending.get(message.id)
    pending.delete(message.id)
    if ('output' in message) waiting?.resolve(message.output)
    else waiting?.reject(errorOf(message.error, message.stack))
  })

  const ask = (id: number, message: RequestMessage | null) =>
    new Promise<unknown>((resolve, reject) => {
      pending.set(id, { resolve, reject })
      if (message !== null) worker.postMessage(message)
    })
  const call = async (name: RequestName, input: unknown): Promise<unknown> => {
    if (ended !== null) throw ended
    if (name === 'add') Atomics.store(cancel, 0, 0)
    const id = ++lastId
    return ask(id, { id, name, input })
  }

  const names = (await ask(0, null)) as RequestName[]
  const answers = Object.fromEntries(names.map((name) => [name, (input: unknown) => call(name, input)]))
  return {
    // The thread answers by its own functions: their names and shapes are those of `Answers`.
    ...(answers as unknown as Omit<Library, 'cancelAdd' | 'close'>),
    cancelAdd: () => {
      Atomics.store(cancel, 0, 1)
    },
    close: async () => {
      if (ended === null) {
        ended = new CallError('refused', libraryMessages.closed())
        const id = ++lastId
        await ask(id, { id, name: 'close' })
      }
      await exited
    },
  }
}
