import { systemctlFailed } from '../../probes/systemctl-failed/probe.ts'
import { addUnit } from '../daemons.ts'
import { reader } from '../reader.ts'
import { onNode } from '../thing.ts'

/** `docker.service` is docker; mounts and timers keep their ending, which tells them from a service of the same name. */
const nameOfUnit = (unit: string): string => unit.replace(/\.service$/, '')

export const units = reader({
  probe: systemctlFailed,
  about: (place, key) => onNode('unit', place, nameOfUnit(key)),
  gist: ({ unit }) => unit,
  read({ unit }, _about, { node }, world) {
    addUnit(world, node, nameOfUnit(unit))
  },
})
