/**
 * The hidden truth: nodes, pods, containers, services, logs and disks with their whole history, kept as lists of what was so
 * from when to when, so that anything can be asked of any moment. `run` plays scheduled acts; whoever changes something says so
 * with `touch`, under the tag that is current (`base`: how the site came to be, `routine`: no incident, `incident`).
 */
import { second } from './durations.ts'
import { inside, type Period } from './periods.ts'
import { Random } from './random.ts'
import type {
  ClusterNode,
  Container,
  KubeEvent,
  Log,
  OperatorAct,
  Pod,
  RotationStyle,
  Service,
  Standalone,
  Workload,
} from './things.ts'

export type Origin = 'base' | 'routine' | 'incident'
type Act = (atMs: number) => void

/** How the tools of a site print. */
export interface Printing {
  /** kubectl's AGE: in one unit until 1.10. */
  kubectlAges: 'short' | 'fine'
  /** RESTARTS with the age of the last one, since 1.22. */
  hasRestartsAgo: boolean
  /** docker's durations: until 1.13, from 17 to 18.09, since. */
  dockerAges: DockerEra
  hasDockerState: boolean
  pods: 'json' | 'wide'
  docker: 'json' | 'table'
  logs: 'full-iso' | 'plain'
  nova: 'nova' | 'nova-2.1' | 'openstack-json' | 'openstack-table'
  hasInspect: boolean
}
export type DockerEra = 'floor' | '46' | 'new'

export interface CrashingImage {
  afterMs: number
  exitCode: number
}

export interface KeystoneFault extends Period {
  how: '401' | 'connect' | 'openrc'
}

/** What a site is like, whatever happens to it. */
export interface SiteTraits {
  incidentMs: number
  beginsMs: number
  endsMs: number
  registryAddress: string
  isNodeNamedByIp: boolean
  hasOldPodNames: boolean
  /** nova's services in one pod and nova-compute in a container beside Kubernetes, as H3Cloud OS has it. */
  isH3c: boolean
  evictedAs: 'Unknown' | 'Terminating'
  showsImagesById: boolean
  serviceDownTimeMs: number
  rotation: RotationStyle
  print: Printing
  zoneMinutes: number
}

export class World {
  readonly seed: number
  readonly random: Random
  readonly traits: SiteTraits
  readonly nodes: ClusterNode[] = []
  readonly workloads: Workload[] = []
  readonly pods: Pod[] = []
  readonly standalone: Standalone[] = []
  readonly services: Service[] = []
  readonly logs: Log[] = []
  readonly events: KubeEvent[] = []
  readonly operatorActs: OperatorAct[] = []
  /** What was changed when, and on whose behalf. */
  readonly touched = new Map<string, { origin: Origin; atMs: number }[]>()
  readonly badImages = new Map<string, CrashingImage>()
  readonly registryDown: Period[] = []
  readonly keystoneFaults: KeystoneFault[] = []
  readonly apiCertificateExpired: Period[] = []
  readonly apiDown: Period[] = []
  /** When something that others need, by the name of its workload or container, served nobody. */
  readonly away = new Map<string, Period[]>()
  readonly volumeFaults: (Period & { node: ClusterNode; message: string })[] = []
  /** Workloads that ask for more than any node has. */
  readonly unschedulable: (Period & { workload: Workload })[] = []
  /** Where a workload's next pods go. */
  readonly pinned = new Map<Workload, ClusterNode>()
  /** Told of every container of a pod that starts. */
  readonly onStart: ((pod: Pod, container: Container, atMs: number) => void)[] = []
  #queue: { atMs: number; order: number; origin: Origin; act: Act }[] = []
  #order = 0
  #origin: Origin = 'base'

  constructor(seed: number, traitsOf: (random: Random) => SiteTraits) {
    this.seed = seed
    this.random = new Random(seed)
    this.traits = traitsOf(this.random)
  }

  get origin(): Origin {
    return this.#origin
  }

  schedule(atMs: number, act: Act): void {
    const entry = { atMs, order: this.#order++, origin: this.#origin, act }
    let low = 0
    let high = this.#queue.length
    while (low < high) {
      const middle = (low + high) >> 1
      const other = this.#queue[middle]
      if (other !== undefined && (other.atMs < atMs || (other.atMs === atMs && other.order < entry.order))) {
        low = middle + 1
      } else high = middle
    }
    this.#queue.splice(low, 0, entry)
  }

  run(untilMs: number): void {
    for (let next = this.#queue[0]; next !== undefined && next.atMs <= untilMs; next = this.#queue[0]) {
      this.#queue.shift()
      this.#origin = next.origin
      next.act(next.atMs)
    }
  }

  as(origin: Origin, act: () => void): void {
    const was = this.#origin
    this.#origin = origin
    act()
    this.#origin = was
  }

  touch(tag: string, atMs: number): void {
    const list = this.touched.get(tag)
    if (list === undefined) this.touched.set(tag, [{ origin: this.#origin, atMs }])
    else list.push({ origin: this.#origin, atMs })
  }

  podEvent(atMs: number, pod: Pod, reason: string, message: string): void {
    this.events.push({ atMs, kind: 'Pod', ns: pod.ns, name: pod.name, reason, message, type: 'Warning' })
  }

  // Nodes

  offsetMs(node: ClusterNode, atMs: number): number {
    let offsetMs = 0
    for (const setting of node.clock) if (setting.fromMs <= atMs) offsetMs = setting.offsetMs
    return offsetMs
  }
  clockOf(node: ClusterNode, atMs: number): number {
    return atMs + this.offsetMs(node, atMs)
  }
  isUp(node: ClusterNode, atMs: number): boolean {
    return !inside(node.off, atMs)
  }
  /** Its kubelet reaches the API server. */
  hears(node: ClusterNode, atMs: number): boolean {
    return this.isUp(node, atMs) && !inside(node.kubeletDown, atMs) && !inside(node.cut, atMs)
  }
  /** Its kubelet can start containers, too. */
  canStart(node: ClusterNode, atMs: number): boolean {
    return this.hears(node, atMs) && !inside(node.dockerDown, atMs)
  }
  lastContactMs(node: ClusterNode, atMs: number): number {
    let lastMs = atMs
    for (let isAgain = true; isAgain; ) {
      isAgain = false
      for (const { fromMs, toMs } of [...node.off, ...node.kubeletDown, ...node.cut]) {
        if (lastMs < fromMs || lastMs >= toMs) continue
        lastMs = fromMs - 1
        isAgain = true
      }
    }
    return lastMs
  }
  controllers(atMs: number): ClusterNode[] {
    return this.nodes.filter((node) => node.isController && this.isUp(node, atMs) && !inside(node.cut, atMs))
  }
  apiOffsetMs(atMs: number): number {
    const [first] = this.controllers(atMs)
    return first === undefined ? 0 : this.offsetMs(first, atMs)
  }
  setClock(node: ClusterNode, atMs: number, offsetMs: number): void {
    node.clock.push({ fromMs: atMs, offsetMs })
    this.touch(node.tag, atMs)
  }

  isLive(pod: Pod, atMs: number): boolean {
    return pod.createdMs <= atMs && atMs < pod.goneMs
  }
  /** Pods whose containers the node still has. */
  podsOn(node: ClusterNode, atMs: number): Pod[] {
    return this.pods.filter((pod) => pod.node === node && pod.createdMs <= atMs && atMs < pod.cleanedMs)
  }
  /** Live pods of a workload that nothing has been done to yet. */
  settledPodsOf(workload: Workload, atMs: number): Pod[] {
    return this.pods.filter(
      (pod) =>
        pod.workload === workload &&
        this.isLive(pod, atMs) &&
        pod.deletingMs === Number.POSITIVE_INFINITY &&
        pod.failed === null,
    )
  }
  /** A time that is a little later. */
  soon(atMs: number, leastSeconds: number, mostSeconds: number): number {
    return atMs + this.random.float(leastSeconds, mostSeconds) * second
  }
}
