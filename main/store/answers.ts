/**
 * What the library's thread answers: a function a request, those of the contract with the contract's shapes. What is
 * answered here can be asked of the `Library` by the same name, and is a call of the window where the contract names it.
 */
import type Database from 'better-sqlite3'
import { CallError } from '../../shared/contract/call-error.ts'
import type { CallName, CallOutput, CheckedInput } from '../../shared/contract/contract.ts'
import type { Snapshot } from '../../shared/model.ts'
import { Analysis } from './analysis.ts'
import { backup, check, compact, rescue, shrink } from './maintenance.ts'
import type { LibraryProgress } from './requests.ts'
import { type Redaction, Sites } from './sites.ts'
import type { Snapshots } from './snapshots.ts'

/** Functions by the names of calls, with their shapes. */
export type CallAnswers = { [N in CallName]: (input: CheckedInput<N>) => CallOutput<N> }

export interface Thread {
  /** How far storing is. */
  tell: (progress: LibraryProgress) => void
  isCancelled: () => boolean
  /** What is known of a site is not what it was. */
  changed: (site: string) => void
  /** There is something to do between requests. */
  wake: () => void
}

export function answersOf(db: Database.Database, snapshots: Snapshots, thread: Thread) {
  const sites = new Sites(db)
  const analysis = new Analysis(snapshots, sites)

  /** Of a request that changes what is known of the site it names. */
  const changing =
    <I extends { site: string }>(change: (input: I) => void) =>
    (input: I): Record<string, never> => {
      change(input)
      thread.changed(input.site)
      return {}
    }

  const ofContract = {
    listSites: () => snapshots.sites(),
    listSnapshots: ({ site }) => snapshots.list(site ?? undefined).map((each) => snapshots.summary(each)),
    timeline: ({ site }) => analysis.timeline(site),
    compare: ({ a, b }) => analysis.compare(a, b),
    findings: ({ snapshot }) => analysis.findings(snapshot),
    siteFindings: ({ site }) => analysis.siteFindings(site),
    rows: ({ snapshot, probe }) => analysis.rows(snapshot, probe),
    history: ({ site, subject }) => ({ points: analysis.history(site, subject) }),
    section: (address) => snapshots.section(address),
    excerpt: (asked) => snapshots.excerpt(asked),
    search: ({ text, site, limit }) => snapshots.search.find(text, site, limit),
    listSetups: () => sites.setups(),
    setSetup: changing(({ site, setup }) => sites.setSetup(site, setup)),
    judgement: ({ site }) => sites.judgement(site),
    setJudgement: changing(({ site, judgement }) => sites.setJudgement(site, judgement)),
    setIncident: changing(({ site, incident }) => snapshots.setIncident(site, incident)),
    compact: () => {
      // What is still to be indexed would grow the file behind its back.
      while (snapshots.indexSome());
      return compact(db)
    },
    check: () => ({ problems: check(db) }),
  } satisfies Partial<CallAnswers>

  const ofProgram = {
    /** Parses and stores all of them in one transaction; returns them oldest first. */
    add: ({ snapshots: added }: { snapshots: Snapshot[] }) => {
      const stored = snapshots.add(added, (done, total) => {
        thread.tell({ task: 'storing', done, total })
        if (thread.isCancelled()) throw new CallError('cancelled', 'Cancelled. Nothing was stored.')
      })
      for (const site of new Set(stored.map((each) => each.site))) thread.changed(site)
      thread.wake()
      return stored
    },
    summary: ({ snapshot }: { snapshot: string }) => snapshots.summary(snapshots.find(snapshot)),
    /** As it was collected. Throws CallError `not-found`. */
    rawSnapshot: ({ snapshot }: { snapshot: string }) => snapshots.raw(snapshot),
    /** Deletes a snapshot, frees what no other one shares with it, and returns it as it was collected. */
    remove: ({ snapshot }: { snapshot: string }) => {
      const removed = snapshots.raw(snapshot)
      snapshots.remove(snapshot)
      shrink(db)
      thread.changed(removed.site)
      return removed
    },
    /** The pseudonyms of a site; null when it has none yet. */
    redaction: ({ site }: { site: string }) => sites.redaction(site),
    setRedaction: ({ site, redaction }: { site: string; redaction: Redaction }) => sites.setRedaction(site, redaction),
    /** Copies the library to a file that must not exist yet. */
    backup: ({ file }: { file: string }) => backup(db, file),
    /** Writes every output that can still be read to files in a folder. */
    rescue: ({ folder }: { folder: string }) => rescue(db, folder),
  }
  return { ...ofContract, ...ofProgram }
}

export type Answers = ReturnType<typeof answersOf>
