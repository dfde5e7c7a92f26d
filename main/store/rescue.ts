/** Saves what can still be read from a library whose file SQLite refuses to open. */

import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { CallError } from '../../shared/contract/call-error.ts'
import { libraryMessages } from '../../shared/messages/library.ts'
import { reasonOf } from '../../shared/words/reason.ts'
import { libraryFile } from './database.ts'
import { rescue } from './maintenance.ts'

const pageBytes = 4096
const headBytes = 100

/**
 * Works on a copy; the library is not touched. The copy gets a new head: a file's first hundred bytes say how its pages
 * are to be read, and those of our libraries are all alike (https://www.sqlite.org/fileformat.html#the_database_header).
 * Throws CallError `refused` when nothing can be read even so.
 */
export function rescueUnopened(dir: string, folder: string): { saved: number; lost: number } {
  const scratch = mkdtempSync(join(tmpdir(), 'nodelapse-rescue-'))
  const copy = join(scratch, 'library.sqlite')
  const nativeBinding = process.env.BETTER_SQLITE3_NODE
  const options = nativeBinding ? { nativeBinding } : {}
  try {
    copyFileSync(libraryFile(dir), copy)
    const bytes = readFileSync(copy)
    usualHead(options, Math.ceil(bytes.length / pageBytes)).copy(bytes)
    writeFileSync(copy, bytes, { mode: 0o600 })
    const db = new Database(copy, { ...options, readonly: true })
    try {
      const counts = rescue(db, folder)
      if (counts.saved > 0) return counts
    } finally {
      db.close()
    }
    throw new CallError('refused', libraryMessages.nothingReadable({ file: libraryFile(dir) }))
  } catch (error) {
    if (error instanceof CallError) throw error
    throw new CallError('refused', libraryMessages.nothingSaved({ file: libraryFile(dir), why: reasonOf(error) }))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** The head of an empty library, for a file of so many pages, none of them free, without a write-ahead log. */
function usualHead(options: Database.Options, pages: number): Buffer {
  const empty = new Database(':memory:', options)
  empty.pragma(`page_size = ${pageBytes}`)
  empty.pragma('auto_vacuum = INCREMENTAL')
  empty.exec('CREATE TABLE any (id)')
  const head = Buffer.from(empty.serialize().subarray(0, headBytes))
  empty.close()
  head.writeUInt32BE(pages, 28)
  // A first page and a count of free ones, which nobody will ask for.
  head.writeUInt32BE(0, 32)
  head.writeUInt32BE(0, 36)
  return head
}
