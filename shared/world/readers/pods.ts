import { worldMessages } from '../../messages/world.ts'
import { minuteMs } from '../../parse/time.ts'
import { kubectlGetPods } from '../../probes/kubectl-get-pods/probe.ts'
import type { WorldBuilder } from '../builder.ts'
import { addDocker, addKubelet, addNode } from '../daemons.ts'
import { reader } from '../reader.ts'
import { type ThingId, thing } from '../thing.ts'

/** How long a pod may look well when what carries it is away: kubernetes waits 5 min before it moves pods. */
const podLagMs = 15 * minuteMs

export const pods = reader({
  probe: kubectlGetPods,
  about: (_, key) => thing('pod', key),
  gist: ({ namespace, name, workload, node, ip }) => `${namespace}/${name} ${workload} ${node} ${ip}`,
  read({ namespace, name, workload, node, ip }, about, _whence, world) {
    if (about === null) return
    world.thing(about, ip === null ? [workload, name] : [workload, name, ip])
    const owner = thing('workload', `${namespace}/${workload}`)
    world.thing(owner, [workload])
    world.link('consists-of', about, owner, {
      lagMs: 0,
      why: () => worldMessages.podOfWorkload({ pod: name, workload }),
    })
    if (node !== null) addPodOn(world, about, name, world.names.nameOf(node))
  },
})

function addPodOn(world: WorldBuilder, pod: ThingId, name: string, node: string): void {
  world.thing(pod, [], node)
  world.link('runs-on', addNode(world, node), pod, {
    lagMs: podLagMs,
    why: () => worldMessages.podOnNode({ pod: name, node }),
  })
  world.link('run-by', addKubelet(world, node), pod, {
    lagMs: podLagMs,
    why: () => worldMessages.runByKubelet({ pod: name, node }),
  })
  world.link('run-by', addDocker(world, node), pod, {
    lagMs: podLagMs,
    why: () => worldMessages.runByDocker({ thing: name, node }),
  })
}
