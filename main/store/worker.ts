/** The library's thread: owns the only connection; one request after the other. */
import { parentPort, workerData } from 'node:worker_threads'
import { type ErrorEnvelope, envelopeOf } from '../../shared/contract/call-error.ts'
import { answersOf } from './answers.ts'
import { inWords, libraryFile, openDatabase } from './database.ts'
import type { ReplyMessage, RequestMessage } from './requests.ts'
import { Snapshots } from './snapshots.ts'

const { dir, cancel } = workerData as { dir: string; cancel: Int32Array }
const port = parentPort
if (port === null) throw new Error('worker.ts runs as a worker thread')

const reply = (message: ReplyMessage) => port.postMessage(message)

const errorOf = (thrown: unknown): ErrorEnvelope => envelopeOf(inWords(thrown, libraryFile(dir)))

function start() {
  const db = openDatabase(dir)
  try {
    const snapshots = new Snapshots(db)
    let isScheduled = false
    const indexSome = () => {
      isScheduled = false
      if (!db.open) return
      try {
        if (snapshots.indexSome()) scheduleIndexing()
      } catch {
        // A library that cannot be written to now is searched as far as it is indexed; searching says so.
      }
    }
    /** Between requests, a step at a time; what is not done when the library is closed is done next time. */
    const scheduleIndexing = () => {
      if (isScheduled) return
      isScheduled = true
      setTimeout(indexSome, 5)
    }
    const answers = answersOf(db, snapshots, {
      tell: (progress) => reply({ progress }),
      isCancelled: () => Atomics.load(cancel, 0) === 1,
      changed: (site) => reply({ changed: site }),
      wake: scheduleIndexing,
    })
    return { db, snapshots, answers, scheduleIndexing }
  } catch (error) {
    db.close()
    throw error
  }
}

try {
  const { db, snapshots, answers, scheduleIndexing } = start()
  port.on('message', (request: RequestMessage) => {
    try {
      if (request.name === 'close') {
        db.close()
        reply({ id: request.id, output: null })
        port.close()
        return
      }
      // The other side is typed by the same table: the input is that of the function.
      const answer = answers[request.name] as (input: unknown) => unknown
      reply({ id: request.id, output: answer(request.input) })
    } catch (error) {
      reply({ id: request.id, error: errorOf(error) })
    }
  })
  reply({ id: 0, output: Object.keys(answers) })
  /** Between requests: what a newer version has to do over. Whatever is not done when the library is closed is done next time. */
  const catchUp = () => {
    if (!db.open) return
    try {
      const progress = snapshots.catchUp()
      if (progress === null) {
        scheduleIndexing()
        return
      }
      reply({ progress: { task: 'renewing', ...progress } })
      setTimeout(catchUp, 1)
    } catch {
      // A library that cannot be written to now is read as it is; who asks for what needs it is told why.
    }
  }
  setTimeout(catchUp, 1)
} catch (error) {
  reply({ id: 0, error: errorOf(error) })
  port.close()
}
