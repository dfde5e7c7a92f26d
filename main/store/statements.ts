/** The one connection: statements that are each prepared once, and transactions. */
import type Database from 'better-sqlite3'

export class Statements {
  readonly db: Database.Database
  #known = new Map<string, Database.Statement>()
  #forgetters: (() => void)[] = []
  /** Changes of ours that nobody asks about. */
  #unseen = 0

  constructor(db: Database.Database) {
    this.db = db
  }

  all<T>(sql: string, ...values: unknown[]): T[] {
    return this.#prepared(sql).all(...values) as T[]
  }

  get<T>(sql: string, ...values: unknown[]): T | undefined {
    return this.#prepared(sql).get(...values) as T | undefined
  }

  /** Returns the id of the row that was inserted last. */
  run(sql: string, ...values: unknown[]): number {
    return Number(this.#prepared(sql).run(...values).lastInsertRowid)
  }

  /** All of it or nothing, against other processes, too. */
  transaction<T>(work: () => T): T {
    try {
      return this.db.transaction(work).immediate()
    } catch (error) {
      for (const forget of this.#forgetters) forget()
      throw error
    }
  }

  /** Whoever keeps ids in memory forgets them when a transaction is rolled back: they may be given to others. */
  onRollback(forget: () => void): void {
    this.#forgetters.push(forget)
  }

  /** Does what changes nothing that anybody asks about, so that what was concluded stays true. */
  unseen<T>(work: () => T): T {
    const before = this.#totalChanges()
    const result = work()
    this.#unseen += this.#totalChanges() - before
    return result
  }

  /** Another text after every change that this or another process made to what is asked about. */
  get version(): string {
    return `${this.othersVersion} ${this.#totalChanges() - this.#unseen}`
  }

  /** Another number after every change that another process made. */
  get othersVersion(): number {
    return Number(this.db.pragma('data_version', { simple: true }))
  }

  #totalChanges(): number {
    return this.get<{ n: number }>('SELECT total_changes() AS n')?.n ?? 0
  }

  #prepared(sql: string): Database.Statement {
    const known = this.#known.get(sql) ?? this.db.prepare(sql)
    this.#known.set(sql, known)
    return known
  }
}
