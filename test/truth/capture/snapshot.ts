/** A snapshot as somebody took it: texts for the product, and what each of them showed, for the judge. */
import type { Probe, RowsByProbe } from '../tools/rows.ts'
import type { ClusterNode, OperatorAct } from '../world/things.ts'

/** By SSH, by the script on the node itself, or by a person who types. */
export type How = 'ssh' | 'script' | 'hand'

export interface NodeMet {
  node: ClusterNode
  name: string
  address: string
  outcome: 'ok' | 'timed-out'
  message: string
  clockOffsetMs: number | null
  zoneOffsetMinutes: number | null
  /** It failed because of what happens at the site, not by bad luck. */
  isByWorld: boolean
}

export interface Output {
  node: string
  probe: Probe
  pod: string | null
  place: string
  command: string
  outcome: 'ok' | 'failed' | 'timed-out' | 'unavailable'
  message: string
  exitCode: number | null
  startedAtMs: number
  endedAtMs: number
  stdout: string
  stderr: string
  partialView: string | null
  isByWorld: boolean
  /** The moment at which the command looked. */
  trueMs: number
  trueEndMs: number
}

export interface Shown<P extends Probe = Probe> {
  probe: P
  place: string
  key: string
  row: RowsByProbe[P]
  atMs: number
  startedAtMs: number
  node: ClusterNode | null
  /** An older attempt of a container, listed below the newest. */
  isOlder: boolean
}

export type Coverage = 'none' | 'partial' | 'full'

export interface TakenSnapshot {
  id: string
  index: number
  how: How
  takenAtMs: number
  trueMs: number
  inferred: string | null
  nodes: NodeMet[]
  outputs: Output[]
  shown: Shown[]
  /** By `probe|place`. */
  coverage: Map<string, Coverage>
  operatorActs: OperatorAct[]
}
