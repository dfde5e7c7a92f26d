/** Incidents of OpenStack's services, and of the way to ask them. */
import { minute } from '../world/durations.ts'
import { placeOf } from '../world/services.ts'
import type { Service } from '../world/things.ts'
import type { World } from '../world/world.ts'
import { aboutProbes, aboutServices, novaServices, type Scenario, type Told } from './scenario.ts'

function stop(world: World, services: Service[], fromMs: number, toMs: number): Told {
  for (const service of services) {
    service.dead.push({ fromMs, toMs })
    world.touch(service.tag, fromMs)
  }
  return { isCause: aboutServices(services) }
}

export const conductorStopped: Scenario = {
  kind: 'incident',
  play: (world, atMs) =>
    stop(world, novaServices(world, 'nova-conductor'), atMs, atMs + world.random.log(8, 200) * minute),
}

export const computeStopped: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const service = world.random.pick(novaServices(world, 'nova-compute'))
    return stop(world, [service], atMs, atMs + world.random.log(4, 200) * minute)
  },
}

export const stoppedByHand: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const { random } = world
    const nova = world.services.filter(({ list }) => list === 'nova').slice(0, 4)
    const service = random.pick([...novaServices(world, 'nova-conductor'), ...nova])
    const untilMs = atMs + random.log(3, 60) * minute
    const node = (placeOf(service, atMs) ?? world.nodes[0])?.name ?? ''
    const act = (momentMs: number, kind: string, verb: string) => {
      const text = `systemctl ${verb} openstack-${service.binary}.service`
      world.operatorActs.push({ atMs: momentMs, node, kind, subject: service.binary, text })
    }
    act(atMs, 'service-stopped', 'stop')
    act(untilMs, 'service-started', 'start')
    return stop(world, [service], atMs, untilMs)
  },
}

export const keystoneRefuses: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const { random } = world
    const toMs = atMs + random.log(10, 300) * minute
    world.keystoneFaults.push({ fromMs: atMs, toMs, how: random.pick(['401', 'connect', 'openrc'] as const) })
    return { isCause: aboutProbes(/^probe:(nova|cinder|neutron)/) }
  },
}

export const apiCertificateExpired: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    world.apiCertificateExpired.push({ fromMs: atMs, toMs: atMs + world.random.log(15, 300) * minute })
    return { isCause: aboutProbes(/^probe:kubectl/) }
  },
}

export const apiDown: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    world.apiDown.push({ fromMs: atMs, toMs: atMs + world.random.log(5, 120) * minute })
    return { isCause: aboutProbes(/^probe:kubectl/) }
  },
}
