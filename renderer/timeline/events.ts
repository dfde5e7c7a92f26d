/** What operators did, as it stands on the axis. */
import type { Event } from '../../shared/model.ts'

/** Where an event is drawn: its bounds, or its only known bound twice. Null when nothing is known. */
export function eventBounds(event: Event): { fromMs: number; toMs: number } | null {
  const from = event.at.earliest ?? event.at.latest
  const to = event.at.latest ?? event.at.earliest
  if (from === null || to === null) return null
  return { fromMs: Date.parse(from), toMs: Date.parse(to) }
}
