/** What the snapshots of an incident show, by thing and snapshot, and which things of the world a finding is about. */

import type { Finding, Subject } from '../../../shared/model.ts'
import type { Coverage, Shown, TakenSnapshot } from '../capture/snapshot.ts'
import type { Incident } from '../incident.ts'
import type { Probe } from '../tools/rows.ts'
import type { ClusterNode } from '../world/things.ts'
import type { World } from '../world/world.ts'

const idOf = ({ probe, place, key }: Subject): string => `${probe}|${place}|${key}`

/** A finding with the snapshots it speaks of. */
export interface Placed {
  finding: Finding
  rule: string
  subject: Subject
  /** The later snapshot, by index; -1 when none can be told. */
  later: number
  /** The earlier one. */
  earlier: number | null
  entities: string[]
}

/** Rules about what went: the lines that show it are of the earlier snapshot. */
const rulesOfWhatWent = new Set(['pod-gone', 'log-missing', 'snapshot-incomplete'])

export class Reading {
  readonly incident: Incident
  readonly world: World
  readonly snapshots: readonly TakenSnapshot[]
  /** One list entry a snapshot. */
  readonly rows = new Map<string, (Shown | undefined)[]>()
  readonly #indexById: Map<string, number>

  constructor(incident: Incident) {
    this.incident = incident
    this.world = incident.world
    this.snapshots = incident.snapshots
    this.#indexById = new Map(incident.snapshots.map(({ id, index }) => [id, index]))
    for (const { shown, index } of incident.snapshots)
      for (const each of shown) {
        const id = idOf(each)
        let list = this.rows.get(id)
        if (list === undefined) {
          list = []
          this.rows.set(id, list)
        }
        // The first row of a key counts, as in any listing with the newest ahead.
        list[index] ??= each
      }
  }

  listOf(subject: Subject): (Shown | undefined)[] {
    return this.rows.get(idOf(subject)) ?? []
  }
  /** A probe's name decides what its rows are. */
  at<P extends Probe>(probe: P, place: string, key: string, index: number): Shown<P> | null {
    return (this.rows.get(idOf({ probe, place, key }))?.[index] as Shown<P> | undefined) ?? null
  }
  /** The last snapshot ahead in which the thing was shown. */
  before<P extends Probe>(probe: P, place: string, key: string, index: number): Shown<P> | null {
    for (let earlier = index - 1; earlier >= 0; earlier--) {
      const shown = this.at(probe, place, key, earlier)
      if (shown !== null) return shown
    }
    return null
  }
  covers(probe: string, place: string, index: number): Coverage {
    return this.snapshots[index]?.coverage.get(`${probe}|${place}`) ?? 'none'
  }
  nodeNamed(name: string): ClusterNode | undefined {
    return this.world.nodes.find((node) => node.name === name || node.ip === name || node.k8s === name)
  }
  indexOf(shown: Shown): number {
    return this.listOf(shown).indexOf(shown)
  }

  placed(finding: Finding): Placed {
    const { rule, subject } = finding
    const { later, earlier } = this.#spanOf(finding)
    return { finding, rule, subject, later, earlier, entities: this.entitiesOf(subject) }
  }

  #spanOf({ rule, since, evidence }: Finding): { later: number; earlier: number | null } {
    const seen = evidence.flatMap(({ snapshot }) => this.#indexById.get(snapshot) ?? [])
    const latestMs = since.latest === null ? Number.NaN : Date.parse(since.latest)
    if (rulesOfWhatWent.has(rule)) {
      // The later one is the last ahead of the interval's end.
      const first = seen[0] ?? -1
      const byTime = this.snapshots.findLastIndex(({ takenAtMs, index }) => takenAtMs <= latestMs + 1 && index > first)
      return { later: byTime >= 0 ? byTime : Math.max(first, 0) + 1, earlier: seen[0] ?? null }
    }
    const byTime = this.snapshots.findIndex(({ takenAtMs }) => Math.abs(takenAtMs - latestMs) < 1)
    return {
      later: seen.length > 0 ? Math.max(...seen) : byTime,
      earlier: seen.length > 1 ? Math.min(...seen) : null,
    }
  }

  /** Tags of the things in the world that a subject is. */
  entitiesOf({ probe, place, key }: Subject): string[] {
    const node = this.nodeNamed(place)
    const onNode = node === undefined ? [] : [node.tag]
    const ofCluster = (tag: string) => [key === '' ? `probe:${probe}` : tag]
    const list = /^(nova-service|cinder-service|neutron-agent)-list$/.exec(probe)?.[1]
    if (list !== undefined) return ofCluster(`svc:${list.split('-')[0]}/${key}`)
    if (probe === 'kubectl-get-pods') return ofCluster(`pod:${key}`)
    if (probe === 'kubectl-get-nodes') return ofCluster(this.nodeNamed(key)?.tag ?? '')
    if (probe === 'kubectl-get-events') return ofCluster(this.#objectOfEvent(key))
    if (key === '') return [`probe:${probe}`, `probe:${probe}@${node?.name ?? place}`]
    if (probe === 'docker-ps' || probe === 'docker-inspect') {
      const [ns, pod] = key.split('/')
      return [pod === undefined ? `dc:${node?.name}/${key}` : `pod:${ns}/${pod}`]
    }
    if (probe === 'var-log') {
      const name = key.replace('/var/log/', '').replace(/(\.\d+|-\d{8})$/, '')
      return [`log:${node?.name ?? place}/${name}`]
    }
    if (['host', 'df', 'time-sync', 'free'].includes(probe)) return onNode
    if (probe === 'systemctl-failed')
      return key === 'kubelet.service' || key === 'docker.service' ? onNode : [`unit:${node?.name}/${key}`]
    return [`${probe}:${place}/${key}`]
  }

  /** `namespace/NAME.HASH`: an event is named after its object. */
  #objectOfEvent(key: string): string {
    const name = key.replace(/\.[0-9a-f]+$/, '')
    return this.nodeNamed(name.split('/').at(-1) ?? '')?.tag ?? `pod:${name}`
  }
}
