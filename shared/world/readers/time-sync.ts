import { timeSync } from '../../probes/time-sync/probe.ts'
import { addClock, clockOf } from '../daemons.ts'
import { reader } from '../reader.ts'

export const clocks = reader({
  probe: timeSync,
  about: (place) => clockOf(place),
  gist: () => '',
  read: (_fields, _about, { node }, world) => {
    addClock(world, node)
  },
})
