import type { SnapshotView } from '../../compare/view.ts'
import { workloadOfPodName } from '../../parse/workload.ts'
import { dockerPs } from '../../probes/docker-ps/probe.ts'
import { sameImage } from '../../probes/families/image-reference.ts'
import { kubectlGetPods } from '../../probes/kubectl-get-pods/probe.ts'
import { betweenLooks, momentOf } from '../../time/stamps.ts'
import { type ContainerFact, containerParams, containerParamsOf, isSandbox, newestAttempts } from '../containers.ts'
import { claim, evidenceFor, rowOf } from '../facts.ts'
import { aheadOf, lastSeenEver } from '../history.ts'
import { onNode } from '../phrases.ts'
import { inBoth, rule } from '../rule.ts'

const isOther = (old: ContainerFact, now: ContainerFact): boolean =>
  old.fields.image !== '' && now.fields.image !== '' && sameImage(old.fields.image, now.fields.image) === 'other'

/** The workload of a pod's container with the container's name; null for what is in no pod. */
function partOf(fact: ContainerFact): string | null {
  const { pod, container } = fact.fields
  if (pod === null || container === null || isSandbox(fact)) return null
  const [namespace = ''] = fact.subject.key.split('/')
  const listed = rowOf(fact.view, kubectlGetPods, { place: '', key: `${namespace}/${pod}` })
  return `${namespace}/${listed?.fields.workload ?? workloadOfPodName(pod)}/${container}`
}

type Parts = Map<string, ContainerFact[]>

function partsOf(view: SnapshotView): Parts {
  const parts: Parts = new Map()
  for (const fact of newestAttempts(view)) {
    const part = partOf(fact)
    if (part === null) continue
    const list = parts.get(part)
    if (list === undefined) parts.set(part, [fact])
    else list.push(fact)
  }
  return parts
}

interface Changed {
  old: ContainerFact
  now: ContainerFact
}

/** Pods of other names that run what none of their workload ran when it was last seen. */
function changedByWorkload(before: SnapshotView | null, after: SnapshotView, history: SnapshotView[]): Changed[] {
  const ahead = aheadOf(before, history)
  const known = new Map<SnapshotView, Parts>()
  const partIn = (view: SnapshotView, part: string): ContainerFact[] => {
    const parts = known.get(view) ?? partsOf(view)
    known.set(view, parts)
    return parts.get(part) ?? []
  }
  return [...partsOf(after)].flatMap(([part, all]) => {
    const came = all.filter((now) => lastSeenEver(before, history, now) === null)
    const last = came.length === 0 ? undefined : ahead.find((view) => partIn(view, part).length > 0)
    const olds = last === undefined ? [] : partIn(last, part)
    const now = came.find((each) => olds.every((old) => isOther(old, each)))
    const [old] = olds
    return old === undefined || now === undefined ? [] : [{ old, now }]
  })
}

export const imageChanged = rule({
  name: 'image-changed',
  tells: 'change',
  nature: 'work',
  stays: true,
  about: {
    en: 'Containers that run another image than before, and workloads whose new pods do.',
    zh: '更换了镜像的容器，以及新 Pod 更换了镜像的工作负载。',
  },
  severities: ['warning'],
  reads: [dockerPs, kubectlGetPods],
  thresholds: [],
  params: { ...containerParams, imageBefore: 'text', imageAfter: 'text' },
  check: ({ after, before, history, clocks }) => {
    const ofTheSame = newestAttempts(after).flatMap((now): Changed[] => {
      const old = lastSeenEver(before, history, now)
      return old === null || !isOther(old, now) ? [] : [{ old, now }]
    })
    return [...ofTheSame, ...changedByWorkload(before, after, history)].map(({ old, now }) => {
      const { section } = now.found
      const created = momentOf(clocks, now, now.fields.createdAt, [section.node])
      const isSameName = old.subject.key === now.subject.key && old.subject.place === now.subject.place
      return claim(now, {
        severity: 'warning',
        certainty: 'proven',
        // A pod of another name may have been made on a node that was asked before, or not asked.
        since: betweenLooks(isSameName ? old : null, now, created),
        params: { ...containerParamsOf(now), imageBefore: old.fields.image, imageAfter: now.fields.image },
        evidence: evidenceFor(old, now),
      })
    })
  },
  title: {
    en: (p) => `Container ${p.container}${onNode(p.node, 'en')} runs another image: ${p.imageBefore} → ${p.imageAfter}`,
    zh: (p) => `容器 ${p.container}${onNode(p.node, 'zh')}更换了镜像：${p.imageBefore} → ${p.imageAfter}`,
  },
  next: inBoth(({ imageAfter }: { imageAfter: string }) => `docker image inspect ${imageAfter}`),
  why: {
    en: 'docker prints the id in place of the name once its tag has moved to another image: a name against an id may be the same image, and is no change. (docker ps, IMAGE)',
    zh: '标签被移到别的镜像后，docker 会改为显示镜像 ID：名称与 ID 可能指同一个镜像，因此不算更换。（docker ps 的 IMAGE 列）',
  },
})
