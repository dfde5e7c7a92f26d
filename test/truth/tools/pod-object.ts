/** A pod as `kubectl get pod -o json` prints it. */
import { second } from '../world/durations.ts'
import type { ContainerView } from '../world/pod-view.ts'
import type { ClusterNode, Pod, Run } from '../world/things.ts'
import type { World } from '../world/world.ts'
import { stamp } from './print.ts'
import type { PodRow } from './rows.ts'

/** By the API server's clock, whole seconds. */
export const createdStampMs = (world: World, pod: Pod): number =>
  Math.floor((pod.createdMs + world.apiOffsetMs(pod.createdMs)) / second) * second

function ownerOf({ workload, template, job }: Pod): { kind: string; name: string } {
  if (workload.kind === 'rc') return { kind: 'ReplicationController', name: workload.name }
  if (workload.kind === 'deployment') return { kind: 'ReplicaSet', name: `${workload.name}-${template}` }
  if (workload.kind === 'statefulset') return { kind: 'StatefulSet', name: workload.name }
  if (workload.kind === 'daemonset') return { kind: 'DaemonSet', name: workload.name }
  return { kind: 'Job', name: job ?? workload.name }
}

export function podObject(world: World, row: PodRow): unknown {
  const { pod } = row
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadataOf(world, row),
    spec: {
      containers: pod.containers.map(({ name, image }) => ({
        image,
        imagePullPolicy: 'IfNotPresent',
        name,
        resources: {},
      })),
      initContainers: pod.init === null ? undefined : [{ image: pod.init.image, name: 'init' }],
      nodeName: row.isUnbound ? undefined : pod.node?.k8s,
      restartPolicy: pod.job === null ? 'Always' : 'OnFailure',
      schedulerName: 'default-scheduler',
    },
    status: statusOf(world, row),
  }
}

function metadataOf(world: World, { pod, isDeleting }: PodRow): unknown {
  const labels: Record<string, string> = { app: pod.workload.name }
  if (pod.workload.kind === 'deployment') labels['pod-template-hash'] = pod.template
  const { kind, name } = ownerOf(pod)
  const uid = pod.uid.replace(/^.{8}/, '0a0b0c0d')
  const deletedByMs = pod.deletingMs + 30 * second
  return {
    creationTimestamp: stamp(createdStampMs(world, pod)),
    deletionGracePeriodSeconds: isDeleting ? 30 : undefined,
    deletionTimestamp: isDeleting ? stamp(deletedByMs + world.apiOffsetMs(deletedByMs)) : undefined,
    generateName: `${pod.workload.name}-`,
    labels,
    name: pod.name,
    namespace: pod.ns,
    ownerReferences: [{ apiVersion: 'v1', blockOwnerDeletion: true, controller: true, kind, name, uid }],
    uid: pod.uid,
  }
}

function statusOf(world: World, row: PodRow): unknown {
  const { pod, init, isFailed, isUnbound } = row
  const createdAt = stamp(createdStampMs(world, pod))
  const condition = (type: string, is: boolean) => ({
    lastProbeTime: null,
    lastTransitionTime: createdAt,
    status: is ? 'True' : 'False',
    type,
  })
  const isLost = row.isLost && world.traits.evictedAs === 'Unknown'
  const lost = `Node ${pod.node?.k8s} which was running pod ${pod.name} is unresponsive`
  const isBare = isFailed || isUnbound
  return {
    conditions: [
      condition('Initialized', init === null || init === 'done'),
      condition(
        'Ready',
        row.containers.every(({ isReady }) => isReady),
      ),
      condition('PodScheduled', !isUnbound),
    ],
    containerStatuses: isBare ? undefined : row.containers.map((view) => containerStatus(world, pod.node, view)),
    initContainerStatuses: isBare || pod.init === null ? undefined : [initStatus(world, row)],
    hostIP: isUnbound ? undefined : pod.node?.ip,
    message: isFailed ? pod.failed?.message : isLost ? lost : undefined,
    reason: isFailed ? pod.failed?.reason : isLost ? 'NodeLost' : undefined,
    phase: row.phase,
    podIP: row.containers.some(({ run }) => run !== null) ? pod.ip : undefined,
    qosClass: 'BestEffort',
    startTime: createdAt,
  }
}

/** Times in statuses are kubelet's. */
const byKubelet = (world: World, node: ClusterNode | null, ms: number): string =>
  stamp(node === null ? ms : world.clockOf(node, ms))

const terminated = (world: World, node: ClusterNode | null, run: Run) => ({
  terminated: {
    containerID: `docker://${run.id}`,
    exitCode: run.exitCode,
    finishedAt: byKubelet(world, node, run.shownMs ?? run.endMs ?? run.startMs),
    reason: run.reason,
    startedAt: byKubelet(world, node, run.startMs),
  },
})

function containerStatus(world: World, node: ClusterNode | null, view: ContainerView): unknown {
  const { container, run, last } = view
  return {
    image: container.image,
    imageID: run === null ? '' : `docker-pullable://${container.image}`,
    containerID: run === null ? undefined : `docker://${run.id}`,
    lastState: last !== null && last.endMs !== null ? terminated(world, node, last) : {},
    name: container.name,
    ready: view.isReady,
    restartCount: view.restarts,
    state: stateOf(world, node, view),
  }
}

function stateOf(world: World, node: ClusterNode | null, { state, reason, run }: ContainerView): unknown {
  if (state === 'waiting' || run === null) return { waiting: { reason } }
  if (state === 'running') return { running: { startedAt: byKubelet(world, node, run.startMs) } }
  return terminated(world, node, run)
}

function initStatus(world: World, { pod, init }: PodRow): unknown {
  const run = pod.init?.run ?? null
  const state = () => {
    if (run === null || init === 'waiting') return { waiting: { reason: 'PodInitializing' } }
    if (init === 'running') return { running: { startedAt: byKubelet(world, pod.node, run.startMs) } }
    return terminated(world, pod.node, run)
  }
  return {
    image: pod.init?.image,
    lastState: {},
    name: 'init',
    ready: init === 'done',
    restartCount: 0,
    state: state(),
  }
}
