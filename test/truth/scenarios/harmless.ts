/** What is no incident: whatever is said of it is noise. */

import { addCronJob } from '../site/workloads.ts'
import { minute, second } from '../world/durations.ts'
import { rollout } from '../world/rollouts.ts'
import { addStandalone, endStandalone, startStandalone } from '../world/standalone.ts'
import { harmless, ordinaryWorkloads, retagged, type Scenario } from './scenario.ts'

export const quiet: Scenario = { kind: 'quiet', play: () => harmless }

export const rollingUpgrade: Scenario = {
  kind: 'work',
  play(world, atMs) {
    const { random } = world
    const chosen = random.shuffle(ordinaryWorkloads(world)).slice(0, random.int(2, 6))
    for (const [index, workload] of chosen.entries())
      world.schedule(atMs + index * random.float(20, 300) * second, (nowMs) =>
        rollout(world, workload, retagged(workload.containers[0]?.image ?? '', 'v5.3'), nowMs),
      )
    return harmless
  },
}

/** Containers beside Kubernetes are made anew with the next image, and run. */
export const containerUpgrade: Scenario = {
  kind: 'work',
  play(world, atMs) {
    const { random } = world
    const name = random.pick(['haproxy', 'keepalived', 'node-exporter', 'etcd'])
    for (const [index, old] of world.standalone.filter((each) => each.name === name).entries())
      world.schedule(atMs + index * random.float(20, 90) * second, (nowMs) => {
        endStandalone(world, old, nowMs, { exitCode: 0, isByHand: true })
        old.removedMs = nowMs + 1 * second
        const next = addStandalone(world, {
          name: old.name,
          node: old.node,
          image: retagged(old.image, 'v3.2'),
          createdMs: nowMs + 2 * second,
          policy: old.policy,
        })
        startStandalone(world, next, nowMs + 3 * second, 0)
      })
    return harmless
  },
}

export const jobRuns: Scenario = {
  kind: 'quiet',
  play(world) {
    for (const name of ['report', 'sync', 'purge']) addCronJob(world, name, world.random.pick([5, 7, 15]) * minute)
    return harmless
  },
}

/** All logs of some nodes are rotated at once. */
export const logRotation: Scenario = {
  kind: 'quiet',
  play(world, atMs) {
    const { logs, nodes, random, traits } = world
    const chosen = random.shuffle(nodes).slice(0, random.int(1, 4))
    for (const log of logs) {
      if (!chosen.includes(log.node) || log.kept === 0) continue
      const rotationMs = atMs + random.float(0, 3) * second
      // A second rotation of one day cannot have the date's name again.
      const style = traits.rotation === 'date' ? 'number' : traits.rotation
      log.rotations.push({ atMs: rotationMs, style })
      log.rotations.sort((a, b) => a.atMs - b.atMs)
    }
    return harmless
  },
}
