import { host } from '../../probes/host/probe.ts'
import { addClock, addNode } from '../daemons.ts'
import { reader } from '../reader.ts'
import { thing } from '../thing.ts'

export const hosts = reader({
  probe: host,
  about: (place) => thing('node', place),
  gist: () => '',
  read(_fields, _about, { node }, world) {
    addNode(world, node)
    addClock(world, node)
  },
})
