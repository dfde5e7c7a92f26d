/** Services that beat: when a beat was written, by whose clock, and what nova makes of it. */
import { second } from './durations.ts'
import { gapsBetween, inside, intersection, merged, type Period, periodAt, without } from './periods.ts'
import type { ClusterNode, Pod, Service } from './things.ts'
import type { World } from './world.ts'

type Details = Pick<Service, 'list' | 'binary' | 'host' | 'key'> & Partial<Service>

export function addService(world: World, details: Details): Service {
  const service: Service = {
    tag: `svc:${details.list}/${details.key}`,
    phaseMs: world.random.float(0, 10) * second,
    intervalMs: 10 * second,
    id: world.random.uuid(),
    agentType: '',
    zone: 'nova',
    dead: [],
    disabled: [],
    forced: [],
    node: null,
    pods: null,
    container: null,
    needs: [],
    gaps: [],
    ...details,
  }
  world.services.push(service)
  return service
}

/** While none of the pods ran, or reached the others. */
function gapsOfPods(pods: readonly Pod[]): Period[] {
  const covered = pods.flatMap(({ containers, node }) =>
    (containers[0]?.runs ?? []).flatMap(({ startMs, endMs }) => {
      const whole = { fromMs: startMs, toMs: endMs ?? Number.POSITIVE_INFINITY }
      return node === null ? [whole] : without(whole, [...node.off, ...node.cut])
    }),
  )
  return gapsBetween(merged(covered))
}

/** When its beats cannot be written. */
function blocksOf(world: World, service: Service, conductorGaps: readonly Period[]): Period[] {
  const list = [...service.dead]
  for (const name of service.needs) list.push(...(world.away.get(name) ?? []))
  if (service.node !== null) list.push(...service.node.off, ...service.node.cut)
  if (service.pods !== null) list.push(...gapsOfPods(service.pods()))
  if (service.container !== null) {
    const runs = service.container.runs.map(({ startMs, endMs }) => ({
      fromMs: startMs,
      toMs: endMs ?? Number.POSITIVE_INFINITY,
    }))
    list.push(...gapsBetween(merged(runs)))
  }
  if (service.binary === 'nova-compute') list.push(...conductorGaps)
  return list
}

/** What others need, and which is in pods of its own. */
const backends = ['mariadb', 'rabbitmq', 'keystone', 'keystonerc']

/** The history is whole: nothing changes any more. */
export function settle(world: World): void {
  for (const name of backends) {
    const pods = world.pods.filter(({ workload }) => workload.name === name)
    if (pods.length === 0) continue
    const shared = name.replace(/rc$/, '')
    world.away.set(shared, merged([...(world.away.get(shared) ?? []), ...gapsOfPods(pods)]))
  }
  const conductors = world.services.filter(({ binary }) => binary === 'nova-conductor')
  const [first, ...others] = conductors.map((each) => merged(blocksOf(world, each, [])))
  const conductorGaps = first === undefined ? [] : others.reduce(intersection, first)
  for (const service of world.services) service.gaps = merged(blocksOf(world, service, conductorGaps))
}

const beatAtOrBefore = ({ phaseMs, intervalMs }: Service, atMs: number): number =>
  atMs - ((((atMs - phaseMs) % intervalMs) + intervalMs) % intervalMs)

export function lastBeatMs(service: Service, atMs: number): number {
  let beatMs = beatAtOrBefore(service, atMs)
  for (let gap = periodAt(service.gaps, beatMs); gap !== undefined; gap = periodAt(service.gaps, beatMs))
    beatMs = beatAtOrBefore(service, gap.fromMs - 1)
  return beatMs
}

/** No beat is written, or none has been since a silence: its next one is still to come. */
export const isSilent = (service: Service, atMs: number): boolean =>
  inside(service.gaps, atMs) || atMs - lastBeatMs(service, atMs) > service.intervalMs

/** Who wrote a beat: that one's clock is in it. */
export function writerOf(world: World, service: Service, beatMs: number): ClusterNode | undefined {
  const turn = <T>(list: readonly T[]) => list[Math.floor(beatMs / service.intervalMs) % Math.max(1, list.length)]
  if (service.list === 'neutron') return turn(world.controllers(beatMs))
  if (service.binary !== 'nova-compute') return placeOf(service, beatMs)
  const alive = world.services.filter((one) => one.binary === 'nova-conductor' && !inside(one.gaps, beatMs))
  const conductor = turn(alive)
  return conductor === undefined ? undefined : placeOf(conductor, beatMs)
}
/** The node on which it was at a moment. */
export const placeOf = (service: Service, atMs: number): ClusterNode | undefined =>
  service.node ?? service.pods?.().findLast(({ createdMs }) => createdMs <= atMs)?.node ?? undefined

/** The beat as it stands in the database: floored to a second. */
export function writtenMs(world: World, service: Service, atMs: number): number {
  const beatMs = lastBeatMs(service, atMs)
  const writer = writerOf(world, service, beatMs)
  const offsetMs = writer === undefined ? 0 : world.offsetMs(writer, beatMs)
  return Math.floor((beatMs + offsetMs) / second) * second
}

/** `is_up` of nova's servicegroup/drivers/db.py, and its likes. */
export function stateOf(world: World, service: Service, atMs: number, api: ClusterNode): 'up' | 'down' {
  if (inside(service.forced, atMs)) return 'down'
  const ageMs = Math.abs(world.clockOf(api, atMs) - writtenMs(world, service, atMs))
  return ageMs <= downTimeMs(world, service) ? 'up' : 'down'
}
export function downTimeMs(world: World, { list }: Service): number {
  if (list === 'nova') return world.traits.serviceDownTimeMs
  return (list === 'cinder' ? 60 : 75) * second
}
