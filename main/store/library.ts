/** The library for the rest of the program: each call is a message to the thread that owns the database. */
import { Worker } from 'node:worker_threads'
import { CallError } from '../../shared/contract/contract.ts'
import type {
  LibraryProgress,
  ReplyMessage,
  RequestArguments,
  RequestMessage,
  RequestName,
  RequestOutput,
} from './requests.ts'
import type { Library } from './store.ts'

interface Pending {
  resolve: (output: unknown) => void
  reject: (error: Error) => void
}

export interface LibraryOptions {
  workerFile?: string
  onProgress?: (progress: LibraryProgress) => void
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
  worker.on('error', (error) => end(new CallError('internal', `The library's thread stopped: ${String(error)}`)))
  worker.on('exit', (code) => end(new CallError('internal', `The library's thread ended unasked (status ${code})`)))
  worker.on('message', (message: ReplyMessage) => {
    if ('progress' in message) {
      options.onProgress?.(message.progress)
      return
    }
    const waiting = pending.get(message.id)
    pending.delete(message.id)
    if ('output' in message) waiting?.resolve(message.output)
    else waiting?.reject(new CallError(message.error.code, message.error.message, message.error.details))
  })

  const ask = (id: number, message: RequestMessage | null) =>
    new Promise<unknown>((resolve, reject) => {
      pending.set(id, { resolve, reject })
      if (message !== null) worker.postMessage(message)
    })
  const call = async <N extends RequestName>(name: N, ...values: RequestArguments<N>): Promise<RequestOutput<N>> => {
    if (ended !== null) throw ended
    const id = ++lastId
    return (await ask(id, { id, name, values })) as RequestOutput<N>
  }

  await ask(0, null)
  return {
    add: (snapshots) => {
      Atomics.store(cancel, 0, 0)
      return call('add', snapshots)
    },
    cancelAdd: () => {
      Atomics.store(cancel, 0, 1)
    },
    sites: () => call('sites'),
    snapshots: (site) => call('snapshots', site),
    timeline: (site) => call('timeline', site),
    compare: (a, b) => call('compare', a, b),
    findings: (snapshot) => call('findings', snapshot),
    siteFindings: (site) => call('siteFindings', site),
    rows: (snapshot, probe) => call('rows', snapshot, probe),
    history: (site, subject) => call('history', site, subject),
    section: (address) => call('section', address),
    excerpt: (asked) => call('excerpt', asked),
    setups: () => call('setups'),
    setSetup: (site, setup) => call('setSetup', site, setup),
    search: (text, site, limit) => call('search', text, site, limit),
    judgement: (site) => call('judgement', site),
    setJudgement: (site, judgement) => call('setJudgement', site, judgement),
    redaction: (site) => call('redaction', site),
    setRedaction: (site, redaction) => call('setRedaction', site, redaction),
    setIncident: (site, incident) => call('setIncident', site, incident),
    remove: (snapshot) => call('remove', snapshot),
    backup: (file) => call('backup', file),
    compact: () => call('compact'),
    check: () => call('check'),
    rescue: (folder) => call('rescue', folder),
    close: async () => {
      if (ended === null) {
        ended = new CallError('refused', 'The library is closed')
        const id = ++lastId
        await ask(id, { id, name: 'close' })
      }
      await exited
    },
  }
}
