/** A made-up site like those of H3Cloud OS, as it was before anything happened. */
import { day, hour, minute, second } from '../world/durations.ts'
import { heedNeeds } from '../world/outages.ts'
import type { Random } from '../world/random.ts'
import type { ClusterNode } from '../world/things.ts'
import { type Printing, type SiteTraits, World } from '../world/world.ts'
import { addLogs } from './logs.ts'
import { addServices } from './services.ts'
import { addContainers } from './standalone.ts'
import { addNeeds, addWorkloads } from './workloads.ts'

const registryAddress = '192.168.12.10:9999'

/** Tools of one time. */
const eras: Pick<Printing, 'kubectlAges' | 'hasRestartsAgo' | 'dockerAges' | 'hasDockerState'>[] = [
  { kubectlAges: 'short', hasRestartsAgo: false, dockerAges: 'floor', hasDockerState: false },
  { kubectlAges: 'short', hasRestartsAgo: false, dockerAges: '46', hasDockerState: false },
  { kubectlAges: 'fine', hasRestartsAgo: false, dockerAges: '46', hasDockerState: false },
  { kubectlAges: 'fine', hasRestartsAgo: false, dockerAges: 'new', hasDockerState: true },
  { kubectlAges: 'fine', hasRestartsAgo: true, dockerAges: 'new', hasDockerState: true },
]

interface Size {
  count: number
  controllers: number
}

export function makeSite(seed: number): World {
  let size: Size = { count: 0, controllers: 0 }
  const world = new World(seed, (random) => {
    size = sizeOfSite(random)
    return traitsOf(random)
  })
  const { random } = world
  addNodes(world, size)
  addWorkloads(world, random.log(30, 300))
  addContainers(world)
  addServices(world)
  addLogs(world)
  addNeeds(world)
  heedNeeds(world)
  return world
}

function sizeOfSite(random: Random): Size {
  const count = random.int(3, 12)
  if (count >= 5 && random.chance(0.75)) return { count, controllers: 3 }
  return { count, controllers: count >= 4 ? random.int(1, 2) : 1 }
}

function traitsOf(random: Random): SiteTraits {
  const incidentMs = Date.UTC(
    2026,
    random.int(0, 11),
    random.int(1, 28),
    random.int(0, 23),
    random.int(0, 59),
    random.int(0, 59),
    random.int(0, 999),
  )
  return {
    incidentMs,
    beginsMs: incidentMs - 3 * hour,
    endsMs: incidentMs + 7 * hour,
    registryAddress,
    isNodeNamedByIp: random.chance(0.5),
    hasOldPodNames: random.chance(0.4),
    isH3c: random.chance(0.5),
    evictedAs: random.chance(0.5) ? 'Unknown' : 'Terminating',
    showsImagesById: random.chance(0.2),
    serviceDownTimeMs: serviceDownTime(random),
    rotation: random.pick(['date', 'number', 'copytruncate', 'date']),
    print: printingOf(random),
    zoneMinutes: random.pick([480, 480, 480, 0]),
  }
}

function serviceDownTime(random: Random): number {
  if (random.chance(0.8)) return 60 * second
  return (random.chance(0.5) ? 120 : 180) * second
}

function printingOf(random: Random): Printing {
  const era = random.pick(eras)
  const printing: Printing = {
    ...era,
    pods: random.chance(0.6) ? 'json' : 'wide',
    docker: random.chance(0.65) ? 'json' : 'table',
    logs: random.chance(0.75) ? 'full-iso' : 'plain',
    nova: random.pick(['nova', 'nova', 'nova-2.1', 'openstack-json', 'openstack-table'] as const),
    hasInspect: random.chance(0.75),
  }
  if (printing.dockerAges === 'floor') printing.docker = 'table'
  return printing
}

function addNodes(world: World, { count, controllers }: Size): void {
  const { random, traits } = world
  const controllerName = random.pick(['cloudos', 'controller-', 'node-'])
  const workerName = (index: number) => (traits.isH3c ? `cvk${index}rc` : `compute-${index}`)
  for (let index = 1; index <= count; index++) {
    const isController = index <= controllers
    const name = isController ? `${controllerName}${index}` : workerName(index)
    const ip = `192.168.12.${10 + index}`
    const bootMs = traits.beginsMs - random.log(2 * day, 300 * day)
    const zoneMinutes = random.chance(0.1) ? 0 : traits.zoneMinutes
    const offsetMs = Math.round(random.float(-0.3, 0.3) * second)
    const node: ClusterNode = {
      tag: `node:${name}`,
      name,
      ip,
      k8s: traits.isNodeNamedByIp ? ip : name,
      isController,
      isCompute: !isController || count <= 3,
      zoneMinutes,
      boots: [bootMs],
      clock: [{ fromMs: 0, offsetMs }],
      off: [],
      dockerDown: [],
      kubeletDown: [],
      cut: [],
      sshCut: [],
      notReady: [],
      pressure: [],
      unsynced: [],
      failedUnits: [],
      images: new Set(),
      disks: [],
      lastOff: null,
    }
    world.nodes.push(node)
    addDisks(world, node)
  }
}

function addDisks({ random, traits }: World, node: ClusterNode): void {
  const sizeKb = random.pick([50, 100, 200, 500]) * 1024 * 1024
  const add = (filesystem: string, mount: string, size: number, share: number) =>
    node.disks.push({
      filesystem,
      mount,
      sizeKb: size,
      points: [
        [traits.beginsMs, size * share],
        [traits.endsMs, size * (share + 0.01)],
      ],
    })
  add('/dev/mapper/centos-root', '/', sizeKb, random.float(0.15, 0.7))
  add('/dev/sda1', '/boot', 1038336, random.float(0.14, 0.3))
  add('/dev/mapper/centos-var', '/var', sizeKb * 2, random.float(0.2, 0.75))
  add('/dev/mapper/docker', '/var/lib/docker', sizeKb * 2, random.float(0.2, 0.75))
}

/** When something of every day may happen. */
export const anyTime = ({ random, traits }: World): number =>
  random.float(traits.beginsMs + 5 * minute, traits.endsMs - hour)
