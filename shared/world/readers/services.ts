import { worldMessages } from '../../messages/world.ts'
import { hourMs, minuteMs } from '../../parse/time.ts'
import { cinderServiceList } from '../../probes/cinder-service-list/probe.ts'
import { neutronAgentList } from '../../probes/neutron-agent-list/probe.ts'
import { novaServiceList } from '../../probes/nova-service-list/probe.ts'
import type { WorldBuilder } from '../builder.ts'
import { addClock, addNode } from '../daemons.ts'
import { reader, type Whence } from '../reader.ts'
import { type ThingId, thing } from '../thing.ts'

const serviceOf = (_place: string, key: string): ThingId => thing('service', key)

/** nova waits a minute for a heartbeat, and those who ask come later. */
const serviceLagMs = 10 * minuteMs

/** As long as a clock is off, whatever it stamps is. */
const clockLagMs = 10 * hourMs

function addService(world: WorldBuilder, about: ThingId, binary: string, host: string, { section }: Whence): void {
  // cinder names a back end behind its host.
  const bare = host.replace(/@.*/, '')
  const node = world.names.nodeOf(bare)
  world.thing(about, [binary], node ?? '')
  world.asked.push({ service: about, binary, host: bare, node, section })
  if (node === null) return
  world.link('runs-on', addNode(world, node), about, {
    lagMs: serviceLagMs,
    why: () => worldMessages.serviceOnHost({ service: about.name, host }),
  })
  world.link('judged-by', addClock(world, node), about, {
    lagMs: clockLagMs,
    why: () => worldMessages.beatsByClock({ service: about.name, node }),
  })
}

export const novaServices = reader({
  probe: novaServiceList,
  about: serviceOf,
  gist: ({ binary, host }) => `${binary}@${host}`,
  read({ binary, host }, about, whence, world) {
    if (about !== null) addService(world, about, binary, host, whence)
  },
})
export const cinderServices = reader({
  probe: cinderServiceList,
  about: serviceOf,
  gist: ({ binary, host }) => `${binary}@${host}`,
  read({ binary, host }, about, whence, world) {
    if (about !== null) addService(world, about, binary, host, whence)
  },
})
export const neutronAgents = reader({
  probe: neutronAgentList,
  about: serviceOf,
  gist: ({ binary, agentType, host }) => `${binary ?? agentType}@${host}`,
  read({ binary, agentType, host }, about, whence, world) {
    if (about !== null) addService(world, about, binary ?? agentType, host, whence)
  },
})
