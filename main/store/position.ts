/** A snapshot's place in the time of its site: when it was taken, and what was stored first of those taken at once. */
import type { Statements } from './statements.ts'

export interface Position {
  seq: number
  takenAtMs: number
}

/** Ahead of every snapshot, and beyond every one. */
export const beginning: Position = { seq: 0, takenAtMs: -9e15 }
export const openEndMs = 9e15

export const isBefore = (a: Position, b: Position): boolean =>
  a.takenAtMs < b.takenAtMs || (a.takenAtMs === b.takenAtMs && a.seq < b.seq)

const columns = 'seq, taken_at_ms AS takenAtMs FROM snapshot WHERE site = ?'

export function nextAfter(sql: Statements, site: number, { seq, takenAtMs }: Position): Position | null {
  const where = '(taken_at_ms > ? OR taken_at_ms = ? AND seq > ?) ORDER BY taken_at_ms, seq LIMIT 1'
  return sql.get<Position>(`SELECT ${columns} AND ${where}`, site, takenAtMs, takenAtMs, seq) ?? null
}

export function lastBefore(sql: Statements, site: number, { seq, takenAtMs }: Position): Position | null {
  const where = '(taken_at_ms < ? OR taken_at_ms = ? AND seq < ?) ORDER BY taken_at_ms DESC, seq DESC LIMIT 1'
  return sql.get<Position>(`SELECT ${columns} AND ${where}`, site, takenAtMs, takenAtMs, seq) ?? null
}

export function countAfter(sql: Statements, site: number, { seq, takenAtMs }: Position): number {
  const where = 'WHERE site = ? AND (taken_at_ms > ? OR taken_at_ms = ? AND seq > ?)'
  return sql.get<{ n: number }>(`SELECT count(*) AS n FROM snapshot ${where}`, site, takenAtMs, takenAtMs, seq)?.n ?? 0
}
