/** Keeping a library well: copies, space, damage. */

import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { CallError } from '../../shared/contract/call-error.ts'
import { libraryMessages } from '../../shared/messages/library.ts'
import type { Message } from '../../shared/model.ts'
import { reasonOf } from '../../shared/words/reason.ts'
import { Statements } from './statements.ts'
import { Texts } from './texts.ts'

/** Copies the library as it is at one moment, compacted; other programs may go on writing. */
export function backup(db: Database.Database, file: string): { bytes: number } {
  if (existsSync(file)) throw new CallError('refused', libraryMessages.copyExists({ file }))
  try {
    db.prepare('VACUUM INTO ?').run(file)
    chmodSync(file, 0o600)
    return { bytes: statSync(file).size }
  } catch (error) {
    rmSync(file, { force: true })
    throw new CallError('refused', libraryMessages.copyFailed({ file, why: reasonOf(error) }))
  }
}

const bytesOf = (db: Database.Database): number =>
  Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }))

/** Writes the file anew without the space that is free in it. */
export function compact(db: Database.Database): { before: number; after: number } {
  const before = bytesOf(db)
  db.pragma('auto_vacuum = INCREMENTAL')
  db.exec('VACUUM')
  db.pragma('wal_checkpoint(TRUNCATE)')
  return { before, after: bytesOf(db) }
}

/** Gives pages that are free back to the disk. */
export function shrink(db: Database.Database): void {
  db.pragma('incremental_vacuum')
  db.pragma('wal_checkpoint(TRUNCATE)')
}

/** What is damaged; empty when nothing is. */
export function check(db: Database.Database): Message[] {
  const said = attempt(() => db.pragma('integrity_check(20)') as { integrity_check: string }[])
  if (said === null) return [libraryMessages.tooDamagedToCheck()]
  const problems = said
    .filter(({ integrity_check: each }) => each !== 'ok')
    .map(({ integrity_check: each }) => libraryMessages.sqliteSays({ said: each }))
  const strays = attempt(() => db.pragma('foreign_key_check') as unknown[])?.length ?? 0
  if (strays > 0) problems.push(libraryMessages.strayEntries({ count: strays }))
  const texts = new Texts(new Statements(db))
  const sha256 = db.prepare('SELECT sha256 FROM text WHERE id = ?').pluck()
  for (const { id, text, unreadable } of textsOf(db, texts)) {
    const isWhole =
      text !== null &&
      attempt(() =>
        createHash('sha256')
          .update(text)
          .digest()
          .equals(sha256.get(id) as Buffer),
      ) === true
    if (!isWhole) problems.push(unreadable)
  }
  return problems
}

/** Writes every output that can still be read to a file of its own. */
export function rescue(db: Database.Database, dir: string): { saved: number; lost: number } {
  const counts = { saved: 0, lost: 0 }
  for (const { text, file } of textsOf(db, new Texts(new Statements(db)))) {
    if (text === null) {
      counts.lost++
      continue
    }
    const path = join(dir, ...file)
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
    writeFileSync(path, text, { mode: 0o600 })
    counts.saved++
  }
  return counts
}

interface StoredOutput {
  id: number
  /** Null when it cannot be read. */
  text: string | null
  /** What to say when it cannot be read. */
  unreadable: Message
  /** Folder and name. */
  file: string[]
}

/** Every output on its own, so that a damaged page hides nothing but what lies on it. */
function* textsOf(db: Database.Database, texts: Texts): Generator<StoredOutput> {
  const newest = attempt(() => db.prepare('SELECT max(id) FROM section').pluck().get() as number | null) ?? 0
  const section = db.prepare('SELECT snapshot, slot, stdout FROM section WHERE id = ?')
  const snapshot = db.prepare('SELECT id FROM snapshot WHERE seq = ?').pluck()
  const slot = db.prepare('SELECT node, probe, pod FROM slot WHERE id = ?')
  for (let id = 1; id <= newest; id++) {
    const found = attempt(() => section.get(id) ?? 'none') as
      | { snapshot: number; slot: number; stdout: number }
      | 'none'
      | null
    if (found === 'none') continue
    if (found === null) {
      yield { id: 0, text: null, unreadable: libraryMessages.unreadableEntry({ number: id }), file: [] }
      continue
    }
    const of = (attempt(() => snapshot.get(found.snapshot)) as string | null) ?? `snapshot-${found.snapshot}`
    const at = attempt(() => slot.get(found.slot)) as { node: string; probe: string; pod: string | null } | null
    const parts = at === null ? [`output-${id}`] : [at.node, at.probe, at.pod].filter((part) => part !== null)
    yield {
      id: found.stdout,
      text: attempt(() => texts.read(found.stdout)),
      unreadable: libraryMessages.unreadableOutput({ snapshot: of, output: parts.join(' ') }),
      file: [of, `${parts.join('.')}.txt`].map((part) => part.replace(/[^\p{L}\p{N}._-]/gu, '_').replace(/^\.+/, '_')),
    }
  }
}

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
