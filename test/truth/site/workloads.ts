/** Workloads of a site: the cloud's own and those of tenants, their pods with what these went through, and who needs whom. */
import { day, hour, minute, second } from '../world/durations.ts'
import { addWorkload, deletePod, endOf, newPod, placesOf, podSuffix, startSandbox, tryStart } from '../world/pods.ts'
import { type ClusterNode, newRun, type Pod, type Reaction, type Workload, type WorkloadKind } from '../world/things.ts'
import type { World } from '../world/world.ts'

const controlWorkloads = [
  'keystone',
  'glance',
  'cinder-api',
  'heat',
  'horizon',
  'ceilometer',
  'aodh',
  'neutron-server',
  'memcached',
  'barbican',
  'gnocchi',
  'kibana',
  'elasticsearch',
  'portal',
  'billing',
  'workflow',
  'alarm',
  'cpn',
]

export const imageOf = (world: World, name: string, tag = 'v5.2'): string =>
  `${world.traits.registryAddress}/cloudos/${name}:${tag}`

export function addWorkloads(world: World, podsWanted: number): void {
  const { random } = world
  addControlPlane(world)
  const list = world.workloads
  let total = 0
  for (const { kind, replicas } of list) total += kind === 'daemonset' ? world.nodes.length : replicas
  for (let index = 1; total < podsWanted; index++) {
    const replicas = random.int(1, 6)
    const ns = random.pick(['tenant-a', 'tenant-b', 'default'])
    const name = `app-${random.pick(['web', 'pay', 'job', 'cache', 'gate', 'user'])}${index}`
    const kind = replicatedKind(world)
    const hasVolume = random.chance(0.2)
    const hasInit = random.chance(0.15)
    const containers = [{ name: `app${index}`, image: imageOf(world, `app${index}`, 'v1.0') }]
    if (random.chance(0.25)) containers.push({ name: 'sidecar', image: imageOf(world, 'sidecar', 'v2') })
    addWorkload(world, { ns, name, kind, replicas, hasVolume, hasInit, containers })
    total += replicas
  }
  for (const node of world.nodes)
    for (const { containers } of list) for (const { image } of containers) node.images.add(image)
  for (const workload of list) {
    const places = placesOf(world, workload)
    const count = workload.kind === 'daemonset' ? places.length : workload.replicas
    const shift = workload.kind === 'daemonset' ? 0 : workload.name.length
    for (let index = 0; index < count; index++) {
      const node = places[(index + shift) % places.length]
      if (node !== undefined) oldPod(world, workload, node, workload.kind === 'statefulset' ? index : null)
    }
  }
  if (random.chance(0.6))
    addCronJob(world, random.pick(['backup', 'cleanup', 'log-sweep']), random.pick([10, 20, 30]) * minute)
}

function replicatedKind({ random, traits }: World): WorkloadKind {
  if (traits.isH3c) return random.chance(0.75) ? 'rc' : 'deployment'
  return random.chance(0.8) ? 'deployment' : 'rc'
}

function addControlPlane(world: World): void {
  const { random, traits } = world
  const controllers = world.nodes.filter(({ isController }) => isController).length
  const own = (name: string) => [{ name, image: imageOf(world, name) }]
  const add = (workload: Parameters<typeof addWorkload>[1]) => addWorkload(world, workload)
  const client = traits.isH3c ? 'nova' : 'openstackclient'
  add({ name: 'novarc', kind: traits.isH3c ? 'rc' : 'deployment', on: 'controller', containers: own(client) })
  if (!traits.isH3c) {
    const pair = Math.min(2, controllers)
    const conductors = random.chance(0.5) ? 1 : pair
    const set = { kind: 'statefulset', on: 'controller' } as const
    add({ ...set, name: 'nova-conductor', replicas: conductors, containers: own('nova-conductor') })
    add({ ...set, name: 'nova-scheduler', containers: own('nova-scheduler') })
    add({ name: 'nova-api', kind: 'deployment', on: 'controller', replicas: pair, containers: own('nova-api') })
    add({ name: 'nova-compute', kind: 'daemonset', on: 'compute', containers: own('nova-compute') })
  }
  const stored = { kind: 'statefulset', on: 'controller', hasVolume: true } as const
  add({ ...stored, name: 'mariadb', containers: own('mariadb') })
  add({ ...stored, name: 'rabbitmq', containers: own('rabbitmq') })
  add({ name: 'neutron-ovs', kind: 'daemonset', containers: own('neutron-openvswitch-agent') })
  add({ name: 'calico-node', kind: 'daemonset', ns: 'kube-system', containers: own('calico-node') })
  for (const name of controlWorkloads) {
    if (!random.chance(0.7)) continue
    const kind = replicatedKind(world)
    const on = random.chance(0.6) ? 'controller' : 'all'
    const replicas = random.int(1, 3)
    const hasVolume = random.chance(0.25)
    const hasInit = random.chance(0.2)
    const containers = own(name)
    if (random.chance(0.3)) containers.push(...own(`${name}-log`))
    add({ name: traits.isH3c ? `${name}rc` : name, kind, on, replicas, hasVolume, hasInit, containers })
  }
}

/** A pod that has been there, with what it went through. */
function oldPod(world: World, workload: Workload, node: ClusterNode, ordinal: number | null): void {
  const { random, traits } = world
  const bootMs = node.boots[0] ?? 0
  const ageMs = random.chance(0.12) ? random.log(3 * minute, 3 * hour) : random.log(3 * hour, 250 * day)
  const createdMs = Math.max(traits.beginsMs - ageMs, bootMs + 3 * minute)
  const pod = newPod(world, workload, node, createdMs, { ordinal })
  startSandbox(world, pod, createdMs + 1 * second)
  if (pod.init !== null) {
    pod.init.run = newRun(random.hex(64), 0, pod.init.image, createdMs + 2 * second)
    endOf(pod.init.run, createdMs + 9 * second, 0, 'Completed')
  }
  const restarts = random.chance(0.15) ? random.int(1, 6) : 0
  const cuts: number[] = []
  for (let count = 0; count < restarts; count++) cuts.push(random.float(createdMs + 60 * second, traits.beginsMs))
  cuts.sort((a, b) => a - b)
  for (const container of pod.containers) {
    const own = cuts.filter(() => random.chance(0.7))
    const starts = [createdMs + 12 * second, ...own.map((atMs) => atMs + random.float(2, 12) * second)]
    for (const [index, startMs] of starts.entries()) {
      const run = newRun(random.hex(64), index, container.image, startMs)
      const endMs = own[index]
      if (endMs !== undefined) endOf(run, endMs, random.pick([1, 137, 143]))
      container.runs.push(run)
    }
  }
}

/** A job every so often; the last three are kept. */
export function addCronJob(world: World, name: string, everyMs: number): Workload {
  const image = imageOf(world, 'tools', 'v3')
  const workload = addWorkload(world, { name, kind: 'cronjob', replicas: 0, containers: [{ name, image }] })
  for (const node of world.nodes) node.images.add(image)
  const done: Pod[] = []
  const tick = (atMs: number): void => {
    world.as('routine', () => {
      const job = `${name}-${Math.floor(atMs / 1000)}`
      const pod = newPod(world, workload, null, atMs, { name: `${job}-${podSuffix(world)}`, job })
      world.schedule(atMs + 0.5 * second, (laterMs) => tryStart(world, pod, laterMs))
      done.push(pod)
      const oldest = done.length > 3 ? done.shift() : undefined
      if (oldest !== undefined) deletePod(world, oldest, atMs, { isReplaced: false, graceMs: 1 * second })
      world.schedule(atMs + everyMs, tick)
    })
  }
  world.schedule(Math.ceil(world.traits.beginsMs / everyMs) * everyMs, tick)
  return workload
}

const openstackOnDatabase = [
  'glance',
  'cinder-api',
  'heat',
  'neutron-server',
  'aodh',
  'barbican',
  'nova-api',
  'gnocchi',
]

/** Who cannot do without whom. Tenants' apps need one of their own neighbours, which nobody could list beforehand. */
export function addNeeds(world: World): void {
  const { random } = world
  const named = (name: string) => world.workloads.find((each) => each.name === name || each.name === `${name}rc`)
  const need = (name: string, on: string, reaction: Reaction) => {
    const [workload, other] = [named(name), named(on)]
    if (workload !== undefined && other !== undefined) workload.needs.push({ name: other.name, reaction })
  }
  const reaction = (): Reaction => random.pick(['unready', 'unready', 'crashes', 'bears'])
  need('keystone', 'mariadb', 'unready')
  for (const name of openstackOnDatabase) {
    need(name, 'mariadb', reaction())
    need(name, 'rabbitmq', random.pick(['bears', 'unready']))
    need(name, 'keystone', random.pick(['bears', 'bears', 'unready']))
  }
  need('horizon', 'memcached', reaction())
  need('kibana', 'elasticsearch', 'unready')
  need('portal', 'keystone', reaction())
  for (const name of ['billing', 'workflow', 'alarm', 'cpn']) need(name, 'mariadb', reaction())
  const apps = world.workloads.filter(({ name, kind }) => name.startsWith('app-') && kind !== 'cronjob')
  for (const [index, app] of apps.entries()) {
    const other = random.maybe(apps.slice(0, index).filter(({ ns }) => ns === app.ns))
    if (other !== undefined && random.chance(0.5)) app.needs.push({ name: other.name, reaction: reaction() })
  }
}
