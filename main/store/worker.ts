/** The library's thread: owns the only connection; one request after the other. */
import { parentPort, workerData } from 'node:worker_threads'
import { CallError, type ErrorEnvelope, envelopeOf } from '../../shared/contract/call-error.ts'
import { Analysis } from './analysis.ts'
import { inWords, libraryFile, openDatabase } from './database.ts'
import { backup, check, compact, rescue, shrink } from './maintenance.ts'
import type { Handlers, ReplyMessage, RequestMessage } from './requests.ts'
import { Sites } from './sites.ts'
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
    const sites = new Sites(db)
    const analysis = new Analysis(snapshots, sites)
    const handlers: Handlers = {
      add: (added) => {
        const stored = snapshots.add(added, (done, total) => {
          reply({ progress: { task: 'storing', done, total } })
          if (Atomics.load(cancel, 0) === 1) throw new CallError('cancelled', 'Cancelled. Nothing was stored.')
        })
        scheduleIndexing()
        return stored
      },
      sites: () => snapshots.sites(),
      snapshots: (site) => snapshots.list(site).map((each) => snapshots.summary(each)),
      timeline: (site) => analysis.timeline(site),
      compare: (a, b) => analysis.compare(a, b),
      findings: (snapshot) => analysis.findings(snapshot),
      siteFindings: (site) => analysis.siteFindings(site),
      rows: (snapshot, probe) => analysis.rows(snapshot, probe),
      history: (site, subject) => analysis.history(site, subject),
      section: (address) => snapshots.section(address),
      excerpt: (asked) => snapshots.excerpt(asked),
      search: (text, site, limit) => snapshots.search.find(text, site, limit),
      setups: () => sites.setups(),
      setSetup: (site, setup) => sites.setSetup(site, setup),
      judgement: (site) => sites.judgement(site),
      setJudgement: (site, judgement) => sites.setJudgement(site, judgement),
      redaction: (site) => sites.redaction(site),
      setRedaction: (site, redaction) => sites.setRedaction(site, redaction),
      setIncident: (site, incident) => snapshots.setIncident(site, incident),
      remove: (snapshot) => {
        snapshots.remove(snapshot)
        shrink(db)
      },
      backup: (file) => backup(db, file),
      compact: () => {
        // What is still to be indexed would grow the file behind its back.
        while (snapshots.indexSome());
        return compact(db)
      },
      check: () => check(db),
      rescue: (folder) => rescue(db, folder),
    }
    return { db, snapshots, handlers, scheduleIndexing }
  } catch (error) {
    db.close()
    throw error
  }
}

try {
  const { db, snapshots, handlers, scheduleIndexing } = start()
  port.on('message', (request: RequestMessage) => {
    try {
      if (request.name === 'close') {
        db.close()
        reply({ id: request.id, output: null })
        port.close()
        return
      }
      const handler = handlers[request.name] as (...values: unknown[]) => unknown
      reply({ id: request.id, output: handler(...request.values) })
    } catch (error) {
      reply({ id: request.id, error: errorOf(error) })
    }
  })
  reply({ id: 0, output: null })
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
