/** How a stored section is to be read. */
import type { Section, Snapshot } from '../../shared/model.ts'
import { host } from '../../shared/probes/host/probe.ts'
import type { ParseContext, ToolVersions } from '../../shared/probes/probe.ts'
import { lookOf } from '../../shared/time/look.ts'

/**
 * Ages count back from when the command looked. A clock told that of a captured section; a section whose time was inferred
 * has only the time of its snapshot. Listings without a zone are read in the zone of the node; while that is unknown, their
 * times stay wide. `hostOutput`: what the host probe printed on that node in that snapshot, which names the versions of its
 * tools; null where it was not asked.
 */
export function parseContextOf(
  snapshot: Pick<Snapshot, 'takenAtMs' | 'takenAtInferred' | 'source' | 'nodes'>,
  section: Pick<Section, 'node' | 'command' | 'startedAtMs' | 'endedAtMs'>,
  hostOutput: string | null,
): ParseContext {
  const node = snapshot.nodes.find(({ name }) => name === section.node)
  const { fromMs, toMs, isTimed } = lookOf(snapshot, section)
  return {
    takenAtMs: isTimed ? fromMs : snapshot.takenAtMs,
    tookMs: isTimed ? toMs - fromMs : 0,
    clockOffsetMs: node?.clockOffsetMs ?? 0,
    zoneOffsetMinutes: node?.zoneOffsetMinutes ?? null,
    clocksApartMs: clocksApartMs(snapshot),
    command: section.command,
    tools: hostOutput === null ? undefined : toolsIn(hostOutput),
  }
}

/** How far the clocks lie apart that this capture measured. */
function clocksApartMs({ nodes }: Pick<Snapshot, 'nodes'>): number {
  const offsets = nodes.map(({ clockOffsetMs }) => clockOffsetMs).filter((each) => each !== null)
  return offsets.length === 0 ? 0 : Math.max(...offsets) - Math.min(...offsets)
}

function toolsIn(hostOutput: string): ToolVersions {
  const context = { takenAtMs: 0, clockOffsetMs: 0, zoneOffsetMinutes: null, command: '' }
  return { docker: host.parse(hostOutput, context).rows[0]?.fields.dockerVersion ?? null }
}
