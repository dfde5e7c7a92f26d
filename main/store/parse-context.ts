/** How a stored section is to be read. */
import type { Section, Snapshot } from '../../shared/model.ts'
import type { ParseContext } from '../../shared/probes/probe.ts'

/**
 * Ages count back from when the command ran. A clock told that of a captured section; a section whose time was inferred
 * has only the time of its snapshot. Listings without a zone are read in the zone of the node; while that is unknown, their times stay wide.
 */
export function parseContextOf(
  snapshot: Pick<Snapshot, 'takenAtMs' | 'takenAtInferred' | 'nodes'>,
  section: Pick<Section, 'node' | 'command' | 'startedAtMs'>,
): ParseContext {
  const node = snapshot.nodes.find(({ name }) => name === section.node)
  const timed = snapshot.takenAtInferred === null && Number.isFinite(section.startedAtMs) && section.startedAtMs > 0
  return {
    takenAtMs: timed ? section.startedAtMs : snapshot.takenAtMs,
    clockOffsetMs: node?.clockOffsetMs ?? 0,
    zoneOffsetMinutes: node?.zoneOffsetMinutes ?? null,
    command: section.command,
  }
}
