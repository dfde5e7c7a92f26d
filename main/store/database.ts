/** Opens the library's file, or says why not. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { CallError } from '../../shared/contract/call-error.ts'
import { libraryMessages } from '../../shared/messages/library.ts'
import { migrations } from './migrations/index.ts'

/** `Node` in ASCII: marks a SQLite file as a library of this program. */
const applicationId = 0x4e6f6465

export const libraryFile = (dir: string): string => join(dir, 'library.sqlite')

/** SQLite's own errors as what they mean for a person; others unchanged. */
export function inWords(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const { code, message } = error
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT'))
    return new CallError('damaged', libraryMessages.damaged({ file, why: message }))
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new CallError('refused', libraryMessages.beingWritten({ file }))
  if (code.startsWith('SQLITE_FULL')) return new CallError('refused', libraryMessages.diskFull({ file }))
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_PERM'))
    return new CallError('refused', libraryMessages.notWritable({ file, why: message }))
  return error
}

const versionOf = (db: Database.Database) => Number(db.pragma('user_version', { simple: true }))

function check(db: Database.Database, file: string): void {
  const version = versionOf(db)
  const owner = Number(db.pragma('application_id', { simple: true }))
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()
  if (owner !== applicationId && (owner !== 0 || tables !== 0 || version !== 0))
    throw new CallError('refused', libraryMessages.ofAnotherProgram({ file }))
  if (version > migrations.length)
    throw new CallError('refused', libraryMessages.ofNewerVersion({ file, format: version, known: migrations.length }))
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
      throw new CallError('refused', libraryMessages.folderUnusable({ folder: dir, why: error.message }))
    throw inWords(error, file)
  }
}
