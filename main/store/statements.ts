/** Statements of one connection, each prepared once. */
import type Database from 'better-sqlite3'

export class Statements {
  readonly db: Database.Database
  #known = new Map<string, Database.Statement>()

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

  #prepared(sql: string): Database.Statement {
    const known = this.#known.get(sql) ?? this.db.prepare(sql)
    this.#known.set(sql, known)
    return known
  }
}
