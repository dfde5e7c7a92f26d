/** What `kubectl get pod -o json` prints on the simulated site. */
import { digitsFor, podsAt, type SitePod, uuidFor } from './site-pods.ts'
import type { Story } from './story.ts'

/** A list of every pod, indented by four as kubectl does. */
export function podListOutput(story: Story, atMs: number): string {
  const list = {
    apiVersion: 'v1',
    items: podsAt(story, atMs).map(podObject),
    kind: 'List',
    metadata: { resourceVersion: '', selfLink: '' },
  }
  return `${JSON.stringify(list, null, 4)}\n`
}

/** Kubernetes times have no fraction. */
const timeText = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`

function podObject(pod: SitePod) {
  const { namespace, name, owner, uid, container, image, node, ip, createdAtMs } = pod
  const readySinceMs = pod.state.is === 'running' ? pod.state.startedAtMs : createdAtMs
  const isReady = pod.state.is === 'running'
  const condition = (type: string, isTrue: boolean, ms: number) => ({
    lastProbeTime: null,
    lastTransitionTime: timeText(ms),
    ...(isTrue ? {} : { message: `containers with unready status: [${container}]`, reason: 'ContainersNotReady' }),
    status: isTrue ? 'True' : 'False',
    type,
  })
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      creationTimestamp: timeText(createdAtMs),
      generateName: `${owner}-`,
      labels: { name: container },
      name,
      namespace,
      ownerReferences: [
        {
          apiVersion: 'v1',
          blockOwnerDeletion: true,
          controller: true,
          kind: 'ReplicationController',
          name: owner,
          uid: uuidFor(owner),
        },
      ],
      resourceVersion: String(1_000_000 + Number.parseInt(digitsFor(`${name} ${pod.restarts} ${pod.state.is}`, 5), 16)),
      selfLink: `/api/v1/namespaces/${namespace}/pods/${name}`,
      uid,
    },
    spec: {
      containers: [
        {
          command: pod.command.split(' '),
          image,
          imagePullPolicy: 'IfNotPresent',
          name: container,
          resources: {},
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
        },
      ],
      dnsPolicy: 'ClusterFirst',
      nodeName: node,
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      securityContext: {},
      terminationGracePeriodSeconds: 30,
    },
    status: {
      conditions: [
        condition('Initialized', true, createdAtMs),
        condition('Ready', isReady, readySinceMs),
        condition('PodScheduled', true, createdAtMs),
      ],
      containerStatuses: [containerStatus(pod)],
      hostIP: node,
      phase: pod.state.is === 'creating' ? 'Pending' : 'Running',
      ...(ip === null ? {} : { podIP: ip }),
      qosClass: 'BestEffort',
      startTime: timeText(createdAtMs),
    },
  }
}

function containerStatus(pod: SitePod) {
  const { container, image, restarts, state, lastRun } = pod
  const idOfRun = (run: number) =>
    `docker://${digitsFor(`container k8s_${container}_${pod.name}_${pod.namespace}_${pod.uid}_${run}`)}`
  const lastIndex = state.is === 'crash-looping' ? restarts : restarts - 1
  const ended = lastRun && {
    containerID: idOfRun(lastIndex),
    exitCode: lastRun.exitCode,
    finishedAt: timeText(lastRun.endedAtMs),
    reason: 'Error',
    startedAt: timeText(lastRun.startedAtMs),
  }
  return {
    ...(state.is === 'creating' ? {} : { containerID: idOfRun(restarts) }),
    image,
    imageID: state.is === 'creating' ? '' : `docker-pullable://${image}`,
    lastState: ended === null ? {} : { terminated: ended },
    name: container,
    ready: state.is === 'running',
    restartCount: restarts,
    state: stateOf(pod),
  }
}

function stateOf({ state, container, name, namespace, uid, restarts }: SitePod) {
  if (state.is === 'running') return { running: { startedAt: timeText(state.startedAtMs) } }
  if (state.is === 'creating') return { waiting: { reason: 'ContainerCreating' } }
  // kubelet doubles its wait from 10 s up to 5 minutes.
  const waitSeconds = Math.min(10 * 2 ** restarts, 300)
  const waitText = waitSeconds < 60 ? `${waitSeconds}s` : `${Math.floor(waitSeconds / 60)}m${waitSeconds % 60}s`
  return {
    waiting: {
      message: `Back-off ${waitText} restarting failed container=${container} pod=${name}_${namespace}(${uid})`,
      reason: 'CrashLoopBackOff',
    },
  }
}
