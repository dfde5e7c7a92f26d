/** Opens the library's file, or says in a sentence why not. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { CallError } from '../../shared/contract/contract.ts'
import { migrations } from './migrations/index.ts'

/** `Node` in ASCII: marks a SQLite file as a library of this program. */
const applicationId = 0x4e6f6465

export const libraryFile = (dir: string): string => join(dir, 'library.sqlite')

/** SQLite's own errors in words for a person; others unchanged. */
export function inWords(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const { code, message } = error
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT'))
    return new CallError('damaged', `The library ${file} is damaged or not a library (${message}). It was not changed.`)
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new CallError('refused', `Another program is writing to the library ${file}; try again when it is done.`)
  if (code.startsWith('SQLITE_FULL')) return new CallError('refused', `The disk of the library ${file} is full.`)
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_PERM'))
    return new CallError('refused', `The library ${file} cannot be opened for writing (${message}).`)
  return error
}

const versionOf = (db: Database.Database) => Number(db.pragma('user_version', { simple: true }))

function check(db: Database.Database, file: string): void {
  const version = versionOf(db)
  const owner = Number(db.pragma('application_id', { simple: true }))
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()
  if (owner !== applicationId && (owner !== 0 || tables !== 0 || version !== 0))
    throw new CallError('refused', `The file ${file} is a database of another program. It was not changed.`)
  if (version > migrations.length)
    throw new CallError(
      'refused',
      `The library ${file} was written by a newer version of this program (format ${version}, this one knows up to ${migrations.length}). It was not changed.`,
    )
}

function migrate(db: Database.Database): void {
  while (versionOf(db) < migrations.length) {
    db.transaction(() => {
      // Asked again under the lock: another process may have done it meanwhile.
      const version = versionOf(db)
      const migration = migrations[version]
      if (migration === undefined) return
      db.exec(migration)
      db.pragma(`application_id = ${applicationId}`)
      db.pragma(`user_version = ${version + 1}`)
    }).immediate()
  }
}

export function openDatabase(dir: string): Database.Database {
  const file = libraryFile(dir)
  const nativeBinding = process.env.BETTER_SQLITE3_NODE
  let db: Database.Database | null = null
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    db = new Database(file, nativeBinding ? { nativeBinding } : {})
    db.pragma('busy_timeout = 10000')
    check(db, file)
    // Of a new file only: what is deleted can then be given back to the disk page by page.
    db.pragma('auto_vacuum = INCREMENTAL')
    if (db.pragma('journal_mode', { simple: true }) !== 'wal') db.pragma('journal_mode = WAL')
    // A snapshot that was reported as stored survives a power cut.
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    migrate(db)
    return db
  } catch (error) {
    db?.close()
    if (error instanceof Error && 'syscall' in error)
      throw new CallError('refused', `The library folder ${dir} cannot be used: ${error.message}`)
    throw inWords(error, file)
  }
}
