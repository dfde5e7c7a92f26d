import type { SnapshotView } from '../../compare/view.ts'
import type { Evidence, Interval, ParsedSection } from '../../model.ts'
import { intervalOf, minuteMs } from '../../parse/time.ts'
import { dockerPs } from '../../probes/docker-ps/probe.ts'
import { host } from '../../probes/host/probe.ts'
import { lookOf } from '../../time/look.ts'
import { lookAt } from '../../time/stamps.ts'
import { counted } from '../../words/count.ts'
import { type ContainerFact, isSandbox, newestAttempts } from '../containers.ts'
import { evidenceFor, isTimed, msOf, rowOf } from '../facts.ts'
import { lastSeenEver } from '../history.ts'
import { during, runOn } from '../phrases.ts'
import { type Claim, rule } from '../rule.ts'

/** Fewer containers may have been started again one by one. */
const fewest = 4
const leastShare = 0.6
/** docker and kubelet start what a node carries within some minutes. */
const togetherMs = 3 * minuteMs

interface Again {
  earlier: ContainerFact
  now: ContainerFact
  start: { fromMs: number; toMs: number }
}

/** A container that runs, and began to after it was last seen running; null: it ran on, or nothing tells. */
function againOf(earlier: ContainerFact, now: ContainerFact): Again | null {
  const [fromMs, toMs] = [msOf(now.fields.since?.earliest), msOf(now.fields.since?.latest)]
  if (fromMs === null || toMs === null || !isTimed(earlier.view) || !isTimed(now.view)) return null
  return fromMs > lookAt(earlier).toMs ? { earlier, now, start: { fromMs, toMs } } : null
}

/** The largest part of them that may have begun within some minutes. */
function togetherOf(all: readonly Again[]): Again[] {
  let most: Again[] = []
  for (const { start } of all) {
    const near = all.filter(
      (each) => each.start.fromMs <= start.toMs + togetherMs && each.start.toMs >= start.fromMs - togetherMs,
    )
    if (near.length > most.length) most = near
  }
  return most
}

/** The daemon's refusal on the node after a moment: it was away, and is back. */
function refusedSince(history: readonly SnapshotView[], node: string, afterMs: number) {
  for (const { snapshot } of [...history].reverse())
    for (const section of snapshot.sections) {
      if (section.node !== node || section.probe !== dockerPs.name) continue
      if (lookOf(snapshot, section).fromMs > afterMs && noDaemon.test(section.stderr)) return { snapshot, section }
    }
  return null
}
const noDaemon = /Cannot connect to the Docker daemon/

const linesOf = ({ id }: { id: string }, section: ParsedSection): Evidence => ({
  snapshot: id,
  node: section.node,
  probe: section.probe,
  pod: section.pod,
  stream: 'stderr',
  lines: [section.stderr.split('\n').findIndex((line) => noDaemon.test(line)) + 1],
})

function wasBooted(after: SnapshotView, node: string, afterMs: number): boolean {
  const bootedAt = rowOf(after, host, { place: node, key: 'host' })?.fields.bootedAt
  return (msOf(bootedAt?.latest) ?? Number.NEGATIVE_INFINITY) > afterMs
}

const params = { node: 'text', restarted: 'number', carried: 'number' } as const
interface Params {
  node: string
  restarted: number
  carried: number
}

function claimOf(place: string, carried: number, together: Again[], after: SnapshotView, history: SnapshotView[]) {
  const [first] = together
  if (first === undefined) return null
  const fromMs = Math.min(...together.map(({ earlier }) => lookAt(earlier).fromMs))
  if (wasBooted(after, place, fromMs)) return null
  const refused = refusedSince(history, place, fromMs)
  const since: Interval = intervalOf(fromMs, Math.min(...together.map(({ start }) => start.toMs)))
  const shown = together.slice(0, 3)
  const said: Claim<Params> = {
    severity: 'critical',
    // Somebody may have started them again one after the other.
    certainty: refused === null ? 'possible' : 'proven',
    subject: { probe: host.name, place, key: 'host' },
    since,
    params: { node: place, restarted: together.length, carried },
    evidence: [
      ...evidenceFor(...shown.map(({ earlier }) => earlier), ...shown.map(({ now }) => now)),
      ...(refused === null ? [] : [linesOf(refused.snapshot, refused.section)]),
    ],
  }
  return said
}

export const dockerRestarted = rule({
  name: 'docker-restarted',
  tells: 'change',
  nature: 'fault',
  stays: true,
  of: 'docker',
  about: {
    en: 'Nodes on which most containers were started again together, as by a restart of docker.',
    zh: '大多数容器几乎同时重新启动的节点，通常是 docker 重启所致。',
  },
  severities: ['critical'],
  reads: [dockerPs, host],
  thresholds: [],
  params,
  check: ({ after, before, history }) => {
    const byPlace = new Map<string, { carried: number; again: Again[] }>()
    for (const now of newestAttempts(after)) {
      if (isSandbox(now) || now.fields.state !== 'running') continue
      const earlier = lastSeenEver(before, history, now)
      if (earlier === null || earlier.fields.state !== 'running') continue
      const onNode = byPlace.get(now.subject.place) ?? { carried: 0, again: [] }
      byPlace.set(now.subject.place, onNode)
      onNode.carried++
      const again = againOf(earlier, now)
      if (again !== null) onNode.again.push(again)
    }
    return [...byPlace].flatMap(([place, { carried, again }]) => {
      const together = togetherOf(again)
      if (together.length < fewest || together.length < leastShare * carried) return []
      return claimOf(place, carried, together, after, history) ?? []
    })
  },
  title: {
    en: (p, since) =>
      `docker on ${p.node} was restarted${during(since, 'en')}: ${p.restarted} of ${counted(p.carried, 'container')} began anew together`,
    zh: (p, since) =>
      `${p.node} 上的 docker ${during(since, 'zh')}重启过：${p.carried} 个容器中有 ${p.restarted} 个几乎同时重新启动`,
  },
  next: {
    en: ({ node }) => runOn(node, 'journalctl -u docker -e', 'en'),
    zh: ({ node }) => runOn(node, 'journalctl -u docker -e', 'zh'),
  },
  why: {
    en: 'Without live-restore all containers end with the docker daemon; those with a restart policy are started by it again, those of pods by the kubelet. Uptime shows that the node itself ran on. (docker, Live restore)',
    zh: '未启用 live-restore 时，所有容器都会随 docker 守护进程结束：有重启策略的由它重新启动，Pod 的由 kubelet 重新启动。uptime 可以确认节点本身没有重启。（docker 文档“Live restore”）',
  },
})
