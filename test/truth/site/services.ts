/** Services and agents of OpenStack, and what they live in. */
import { second } from '../world/durations.ts'
import { addService } from '../world/services.ts'
import type { Pod, Service } from '../world/things.ts'
import type { World } from '../world/world.ts'

export function addServices(world: World): void {
  const { nodes, random, services, standalone, traits } = world
  const podsOf =
    (name: string, test: (pod: Pod) => boolean = () => true) =>
    () =>
      world.pods.filter((pod) => pod.workload.name === name && test(pod))
  const addNova = (binary: string, host: string, details: Partial<Service>) =>
    addService(world, { list: 'nova', binary, host, key: `${binary}@${host}`, needs: ['mariadb'], ...details })
  if (traits.isH3c) {
    for (const binary of ['nova-conductor', 'nova-scheduler', 'nova-consoleauth', 'nova-cert'])
      addNova(binary, 'nova-service', { zone: 'internal', pods: podsOf('novarc') })
  } else {
    for (const binary of ['nova-conductor', 'nova-scheduler']) {
      const replicas = world.workloads.find(({ name }) => name === binary)?.replicas ?? 0
      for (let index = 0; index < replicas; index++) {
        const pods = podsOf(binary, ({ ordinal }) => ordinal === index)
        addNova(binary, `${binary}-${index}`, { zone: 'internal', pods })
      }
    }
  }
  for (const node of nodes.filter(({ isCompute }) => isCompute)) {
    const needs = ['mariadb', 'rabbitmq']
    const container = standalone.find((each) => each.node === node && each.name === 'nova-compute') ?? null
    if (traits.isH3c) addNova('nova-compute', node.name, { node, container, needs })
    else addNova('nova-compute', node.name, { node, needs, pods: podsOf('nova-compute', (pod) => pod.node === node) })
  }
  if (random.chance(0.25)) {
    const service = random.pick(services.filter(({ binary }) => binary === 'nova-compute'))
    service.disabled.push({ fromMs: 0, toMs: Number.POSITIVE_INFINITY, reason: 'maintenance | 维护' })
  }
  addCinder(world)
  addNeutron(world, podsOf)
}

function addCinder(world: World): void {
  const add = (binary: string, host: string, details: Partial<Service>) =>
    addService(world, { list: 'cinder', binary, host, key: `${binary}@${host}`, needs: ['mariadb'], ...details })
  add('cinder-scheduler', 'cinder-0', { node: world.nodes[0] ?? null })
  for (const [index, node] of world.nodes.filter(({ isController }) => isController).entries())
    add('cinder-volume', `${node.name}@ceph${index}`, { node })
}

function addNeutron(world: World, podsOf: (name: string, test: (pod: Pod) => boolean) => () => Pod[]): void {
  for (const node of world.nodes) {
    const host = node.name
    const add = (binary: string, agentType: string, details: Partial<Service>) =>
      addService(world, {
        list: 'neutron',
        binary,
        agentType,
        host,
        key: `${binary}@${host}`,
        node,
        intervalMs: 30 * second,
        // Agents report to neutron-server through rabbit.
        needs: ['mariadb', 'rabbitmq'],
        ...details,
      })
    const pods = podsOf('neutron-ovs', (pod) => pod.node === node)
    add('neutron-openvswitch-agent', 'Open vSwitch agent', { zone: '', pods })
    if (node.isController) add('neutron-dhcp-agent', 'DHCP agent', {})
  }
}
