/** The table of readers: one line each. */
import type { RowReader } from '../reader.ts'
import { clusterEvents } from './cluster-events.ts'
import { containers, inspected } from './containers.ts'
import { disks } from './disks.ts'
import { hosts } from './host.ts'
import { logs } from './logs.ts'
import { clusterNodes } from './nodes.ts'
import { pods } from './pods.ts'
import { cinderServices, neutronAgents, novaServices } from './services.ts'
import { clocks } from './time-sync.ts'
import { units } from './units.ts'

const readers: readonly RowReader[] = [
  hosts,
  clusterNodes,
  clocks,
  units,
  disks,
  logs,
  pods,
  containers,
  inspected,
  novaServices,
  cinderServices,
  neutronAgents,
  clusterEvents,
]

const byProbe = new Map(readers.map((each) => [each.probe.name, each]))

/** Undefined for a probe whose rows are about nothing that others name. */
export const readerOf = (probe: string): RowReader | undefined => byProbe.get(probe)
