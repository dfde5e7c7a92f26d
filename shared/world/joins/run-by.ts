import { worldMessages } from '../../messages/world.ts'
import { minuteMs } from '../../parse/time.ts'
import { workloadOfPodName } from '../../parse/workload.ts'
import type { WorldBuilder } from '../builder.ts'
import type { Thing, ThingKind } from '../thing.ts'

/** A minute of missing heartbeats, and those who ask come later. */
const lagMs = 10 * minuteMs

/** Vendors set their own word ahead: `openstack-nova-compute`. */
const isCalled = ({ called }: Thing, binary: string): boolean =>
  called.some((name) => name === binary || name.endsWith(`-${binary}`))

const runners: readonly ThingKind[] = ['pod', 'container', 'unit']

/** A service is run by what has its name where it runs; without a node of its own, by the pod its list was asked for in. */
export function joinRunBy(world: WorldBuilder): void {
  const candidates = runners.flatMap((kind) => world.ofKind(kind))
  const pods = world.ofKind('pod')
  for (const { service, binary, host, node, section } of world.asked) {
    const isThere = (each: Thing) => (node !== null && each.node === node) || each.called.includes(host)
    const found = candidates.filter((each) => isThere(each) && isCalled(each, binary))
    for (const each of found)
      world.link('run-by', each, service, {
        lagMs,
        why: () => worldMessages.runByName({ service: service.name, thing: each.name }),
      })
    if (found.length > 0 || node !== null || section.pod === null) continue
    const workload = workloadOfPodName(section.pod)
    for (const each of pods.filter(({ called }) => called.includes(workload)))
      world.link('run-by', each, service, {
        lagMs,
        certainty: 'possible',
        why: () => worldMessages.runByAsked({ service: service.name, pod: each.name }),
      })
  }
}
