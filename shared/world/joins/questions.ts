import { placeOf } from '../../compare/view.ts'
import { worldMessages } from '../../messages/world.ts'
import type { ParsedSection } from '../../model.ts'
import { minuteMs } from '../../parse/time.ts'
import { workloadOfPodName } from '../../parse/workload.ts'
import { knownProbe } from '../../probes/index.ts'
import { kubectlGetPods } from '../../probes/kubectl-get-pods/probe.ts'
import type { Probe } from '../../probes/probe.ts'
import { listed, type WorldBuilder } from '../builder.ts'
import { addDocker, addNode } from '../daemons.ts'
import { type ThingId, thing } from '../thing.ts'

/** `place`: by the node's one name; empty for questions of the whole site. */
export const questionOf = (probe: string, place: string): ThingId =>
  thing('question', place === '' ? probe : `${probe}@${place}`)

const kubernetes = thing('api', 'kubernetes')
const lagMs = 10 * minuteMs

/** Whose answer each question of a capture depends on: the node, docker there, the API, the pod in which it was asked. */
export function addQuestion(world: WorldBuilder, section: ParsedSection): void {
  const probe = knownProbe(section.probe)
  if (probe === undefined) return
  const node = section.node === '' ? null : world.names.nameOf(section.node)
  const isAnswered = section.outcome === 'ok'
  if (!world.isNew(`question ${section.probe} ${section.node} ${section.pod} ${isAnswered}`)) return
  const place = placeOf(section)
  const id = questionOf(section.probe, place === section.node && node !== null ? node : place)
  world.thing(id, [section.probe], place === section.node ? (node ?? '') : '')
  const { asks } = probe
  if (node !== null) {
    world.link('asked-through', addNode(world, node), id, {
      lagMs,
      why: () => worldMessages.askedOn({ question: section.probe, node }),
    })
    if (asks === 'docker')
      world.link('asked-through', addDocker(world, node), id, {
        lagMs,
        why: () => worldMessages.askedOf({ question: section.probe, of: 'docker' }),
      })
  }
  if (asks === 'kubernetes' || asks === 'openstack') addApi(world, probe, id, asks, isAnswered ? node : null)
  if (probe.runsIn !== 'node' && (section.pod !== null || asks === 'openstack'))
    addAskedInPod(world, id, asks, section.pod)
}

function addApi(world: WorldBuilder, { name }: Probe, id: ThingId, asks: string, answeredOn: string | null): void {
  const api = thing('api', asks)
  world.thing(api, [asks])
  world.link('asked-through', api, id, { lagMs, why: () => worldMessages.askedOf({ question: name, of: asks }) })
  if (answeredOn === null) return
  // It answers there; that it runs there, too, is likely.
  world.link('runs-on', thing('node', answeredOn), api, {
    lagMs,
    certainty: 'possible',
    why: () => worldMessages.answersOn({ api: asks, node: answeredOn }),
  })
}

function addAskedInPod(world: WorldBuilder, id: ThingId, asks: Probe['asks'], pod: string | null): void {
  const why = worldMessages.askedThroughExec
  world.thing(kubernetes, ['kubernetes'])
  world.link('asked-through', kubernetes, id, { lagMs, why })
  // Its pod is found in the list of pods.
  world.link('asked-through', questionOf(kubectlGetPods.name, ''), id, { lagMs, why })
  if (asks === 'openstack') world.link('asked-through', kubernetes, thing('api', asks), { lagMs, why })
  if (pod !== null) listed(world.askedIn, workloadOfPodName(pod)).push(id)
}

/** The pods in which questions were asked, once all pods are known: what befalls one befalls its questions. */
export function joinAskedIn(world: WorldBuilder): void {
  for (const [workload, questions] of world.askedIn)
    for (const pod of world.ofKind('pod')) {
      if (!pod.called.includes(workload)) continue
      for (const id of questions)
        world.link('asked-through', pod, id, {
          lagMs,
          why: () => worldMessages.askedIn({ question: id.name, pod: pod.name }),
        })
    }
}
