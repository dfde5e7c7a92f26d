/** The library's thread: owns the only connection; one request after the other. */
import { parentPort, workerData } from 'node:worker_threads'
import { envelopeOf } from '../../shared/contract/call-error.ts'
import { answersOf, piecesOf } from './answers.ts'
import { createBackground } from './background.ts'
import { inWords, libraryFile, openDatabase } from './database.ts'
import type { ReplyMessage, RequestMessage } from './requests.ts'

const { dir, cancel } = workerData as { dir: string; cancel: Int32Array }
const port = parentPort
if (port === null) throw new Error('worker.ts runs as a worker thread')

const reply = (message: ReplyMessage) => port.postMessage(message)

function replyError(id: number, thrown: unknown): void {
  const stack = thrown instanceof Error ? thrown.stack : undefined
  reply({ id, error: envelopeOf(inWords(thrown, libraryFile(dir))), stack })
}

function start() {
  const db = openDatabase(dir)
  try {
    const pieces = piecesOf(db)
    const renewSome = (): boolean => {
      const progress = pieces.catchingUp.step()
      if (progress !== null) reply({ progress: { task: 'renewing', ...progress } })
      return progress !== null
    }
    const background = createBackground(() => db.open, [renewSome, () => pieces.search.indexSome()])
    const answers = answersOf(pieces, {
      tellStored: (done, total) => reply({ progress: { task: 'storing', done, total } }),
      isCancelled: () => Atomics.load(cancel, 0) === 1,
      changed: (site) => {
        reply({ changed: site })
        background.wake()
      },
    })
    return { db, answers, background, sql: pieces.sql }
  } catch (error) {
    db.close()
    throw error
  }
}

try {
  const { db, answers, background, sql } = start()
  port.on('message', (request: RequestMessage) => {
    try {
      if (request.name === 'close') {
        db.close()
        reply({ id: request.id, output: null })
        port.close()
        return
      }
      sql.noticeOthers()
      // The other side is typed by the same table: the input is that of the function.
      const answer = answers[request.name] as (input: unknown) => unknown
      reply({ id: request.id, output: answer(request.input) })
    } catch (error) {
      replyError(request.id, error)
    }
  })
  reply({ id: 0, output: Object.keys(answers) })
  background.wake()
} catch (error) {
  replyError(0, error)
  port.close()
}
