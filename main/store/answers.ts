/**
 * What the library's thread answers: a function a request, those of the contract with the contract's shapes. What is
 * answered here can be asked of the `Library` by the same name, and is a call of the window where the contract names it.
 */
import type Database from 'better-sqlite3'
import { CallError } from '../../shared/contract/call-error.ts'
import { libraryMessages } from '../../shared/messages/library.ts'
import type { Snapshot } from '../../shared/model.ts'
import type { YamlFile } from '../../shared/yaml/read.ts'
import { Adding } from './adding.ts'
import { analysisAnswers } from './analysis.ts'
import type { CallAnswers } from './call-answers.ts'
import { CatchingUp } from './catching-up.ts'
import { Conclusions } from './conclusions.ts'
import { excerptAnswers } from './excerpts.ts'
import { Lanes } from './lanes.ts'
import { backup, check, compact, rescue, shrink } from './maintenance.ts'
import { OwnRules } from './own-rules.ts'
import { ParsedTexts } from './parsed-texts.ts'
import { Search } from './search.ts'
import { SectionRenewal } from './section-renewal.ts'
import { Sections } from './sections.ts'
import { Sites, siteAnswers } from './sites.ts'
import { Snapshots, snapshotAnswers } from './snapshots.ts'
import { Statements } from './statements.ts'
import { Texts } from './texts.ts'
import { Views } from './views.ts'
import { Worlds } from './worlds.ts'

/** What the thread lends to those who answer. */
export interface Thread {
  /** How many snapshots of a call are stored. */
  tellStored: (done: number, total: number) => void
  isCancelled: () => boolean
  /** Something else is known of a site now, and there may be something to do between requests. */
  changed: (site: string) => void
}

/** The pieces of an open library, each with one duty. */
export function piecesOf(db: Database.Database) {
  const sql = new Statements(db)
  const texts = new Texts(sql)
  const parsedTexts = new ParsedTexts(sql, texts)
  const sections = new Sections(sql, texts, parsedTexts)
  const snapshots = new Snapshots(sql, sections)
  const sites = new Sites(sql)
  const lanes = new Lanes(sql)
  const renewal = new SectionRenewal(sql, texts, parsedTexts)
  const search = new Search(sql, texts)
  const catchingUp = new CatchingUp({ sql, texts, sections, renewal, lanes, sites, search })
  const views = new Views({ sql, snapshots, sections, renewal })
  const ownRules = new OwnRules()
  const worlds = new Worlds({ sql, ownRules })
  const conclusions = new Conclusions({ sql, snapshots, views, ownRules })
  const adding = new Adding({ sql, texts, parsedTexts, snapshots, lanes, sites, search })
  return {
    sql,
    texts,
    parsedTexts,
    sections,
    snapshots,
    sites,
    renewal,
    search,
    catchingUp,
    views,
    ownRules,
    conclusions,
    worlds,
    adding,
  }
}
export type Pieces = ReturnType<typeof piecesOf>

export function answersOf(pieces: Pieces, thread: Thread) {
  const { sql, snapshots, sites, search, ownRules, adding } = pieces
  const { db } = sql

  const ofContract = {
    search: (asked) => search.find(asked),
    compact: () => {
      // What is still to be indexed would grow the file behind its back.
      while (search.indexSome());
      return compact(db)
    },
    check: () => ({ problems: check(db) }),
  } satisfies Partial<CallAnswers>

  const ofProgram = {
    /** Parses and stores all of them in one transaction; returns them oldest first. */
    add: ({ snapshots: added }: { snapshots: Snapshot[] }) => {
      const stored = adding.add(added, (done, total) => {
        thread.tellStored(done, total)
        if (thread.isCancelled()) throw new CallError('cancelled', libraryMessages.cancelled())
      })
      for (const site of new Set(stored.map((each) => each.site))) thread.changed(site)
      return stored.map((each) => snapshots.summary(each))
    },
    /** Deletes a snapshot, frees what no other one shares with it, and returns it as it was collected. */
    remove: ({ snapshot }: { snapshot: string }) => {
      const stored = snapshots.find(snapshot)
      const removed = snapshots.raw(stored)
      adding.remove(stored)
      shrink(db)
      thread.changed(removed.site)
      return removed
    },
    /** Judges by these rules from now on, beside those of the program. Tells which files are wrong, and why. */
    judgeBy: ({ files }: { files: readonly YamlFile[] }) => ownRules.use(files),
    /** Copies the library to a file that must not exist yet. */
    backup: ({ file }: { file: string }) => backup(db, file),
    /** Writes every output that can still be read to files in a folder. */
    rescue: ({ folder }: { folder: string }) => rescue(db, folder),
  }

  return {
    ...snapshotAnswers(sql, snapshots),
    ...excerptAnswers(pieces),
    ...analysisAnswers(pieces),
    ...siteAnswers(sql, sites, snapshots, thread.changed),
    ...ofContract,
    ...ofProgram,
  }
}

export type Answers = ReturnType<typeof answersOf>
