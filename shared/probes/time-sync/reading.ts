import type { ClockRow } from './fields.ts'

/** What is known of a clock so far. */
export interface ClockReading {
  fields: ClockRow
  /** Servers are listed; none of them is followed unless one bears the mark. */
  hasServers: boolean
}
