/** The one connection: statements that are each prepared once, and transactions. */
import type Database from 'better-sqlite3'

export class Statements {
  readonly db: Database.Database
  #known = new Map<string, Database.Statement>()
  #forgetters: (() => void)[] = []
  /** What SQLite told of other processes when somebody asked last. */
  #dataVersion = 0

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
      return this.db
        .transaction(() => {
          this.noticeOthers()
          return work()
        })
        .immediate()
    } catch (error) {
      this.forget()
      throw error
    }
  }

  /**
   * Whoever keeps in memory what is stored, or what was concluded of it, is told here to forget it: ids may be given to
   * others, and texts may be read anew. What is merely stored in addition makes nothing wrong.
   */
  onForget(forget: () => void): void {
    this.#forgetters.push(forget)
  }

  forget(): void {
    for (const forget of this.#forgetters) forget()
  }

  /** Ahead of whatever may have been changed meanwhile: what other processes have changed is not known one by one. */
  noticeOthers(): void {
    const now = Number(this.db.pragma('data_version', { simple: true }))
    if (now !== this.#dataVersion) this.forget()
    this.#dataVersion = now
  }

  #prepared(sql: string): Database.Statement {
    const known = this.#known.get(sql) ?? this.db.prepare(sql)
    this.#known.set(sql, known)
    return known
  }
}
