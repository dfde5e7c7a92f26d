/** What a node says of itself: its name, its zone, its clock. */
import { host } from '../../shared/probes/host/probe.ts'
import type { ProbeRun } from './run-probe.ts'

export interface NodeSelf {
  hostname: string | null
  /** Node clock minus collector clock. */
  clockOffsetMs: number | null
  /** Minutes east of UTC. */
  zoneOffsetMinutes: number | null
}

export const unknownSelf: NodeSelf = { hostname: null, clockOffsetMs: null, zoneOffsetMinutes: null }

/** By what the host probe printed, if it was asked. */
export function selfOf(runs: readonly ProbeRun[]): NodeSelf {
  const run = runs.find(({ section }) => section.probe === host.name)
  if (run === undefined) return unknownSelf
  const { stdout, command, startedAtMs } = run.section
  const context = { takenAtMs: startedAtMs, clockOffsetMs: 0, zoneOffsetMinutes: 0, command }
  const fields = host.parse(stdout, context).rows[0]?.fields
  if (fields === undefined) return unknownSelf
  return {
    hostname: fields.hostname === '' ? null : fields.hostname,
    clockOffsetMs: fields.nodeTime === null ? null : clockOffset(Date.parse(fields.nodeTime), run),
    zoneOffsetMinutes: fields.zoneOffsetMinutes,
  }
}

/**
 * The node read its clock ahead of its first output, half a second past the whole second it printed on average.
 * The end of the section is no bound worth having: tools asked after the clock may take long.
 */
function clockOffset(nodeMs: number, { section, firstOutputAtMs }: ProbeRun): number | null {
  if (Number.isNaN(nodeMs)) return null
  const midpointMs = (section.startedAtMs + firstOutputAtMs) / 2
  return Math.round(nodeMs + 500 - midpointMs)
}
