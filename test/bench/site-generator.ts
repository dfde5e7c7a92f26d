/** Outputs of a made-up large site, the same for the same seed: shapes as kubectl, docker and ls print them. */

/** Mulberry32: small, seeded, good enough to spread values. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const workloads = ['nova-api', 'neutron-server', 'cinder-volume', 'glance-api', 'ceilometer', 'keystone', 'heat-engine']
const toleration = (key: string) => ({ effect: 'NoExecute', key, operator: 'Exists', tolerationSeconds: 300 })

export interface GeneratedPod {
  name: string
  node: string
  image: string
  restarts: number
  startedAt: string
}

export function podsOf(count: number, random: () => number): GeneratedPod[] {
  return Array.from({ length: count }, (_, index) => {
    const workload = workloads[Math.floor(random() * workloads.length)] ?? 'nova-api'
    return {
      name: `${workload}-rc${index}-${Math.floor(random() * 36 ** 5)
        .toString(36)
        .padStart(5, '0')}`,
      node: `192.168.12.${11 + Math.floor(random() * 40)}`,
      image: `192.168.11.171:9999/cloudos/${workload}:v5.${Math.floor(random() * 9)}`,
      restarts: Math.floor(random() * 4),
      startedAt: new Date(Date.UTC(2026, 9, 1) + Math.floor(random() * 4e6) * 1000).toISOString().replace('.000', ''),
    }
  })
}

/** The next snapshot's pods: this share of them restarted. */
export function restarted(pods: GeneratedPod[], share: number, random: () => number): GeneratedPod[] {
  return pods.map((pod) => (random() < share ? { ...pod, restarts: pod.restarts + 1 } : pod))
}

export function kubectlJson(pods: GeneratedPod[]): string {
  const items = pods.map((pod, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      creationTimestamp: pod.startedAt,
      labels: { app: pod.name.split('-rc')[0], tier: 'control' },
      name: pod.name,
      namespace: 'openstack',
      resourceVersion: String(1000 + index + pod.restarts),
      uid: `e345d34d-f412-4aab-b15e-${index.toString(16).padStart(12, '0')}`,
    },
    spec: {
      containers: [{ image: pod.image, imagePullPolicy: 'IfNotPresent', name: 'main', resources: {} }],
      dnsPolicy: 'ClusterFirst',
      nodeName: pod.node,
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      tolerations: [toleration('node.kubernetes.io/not-ready'), toleration('node.kubernetes.io/unreachable')],
    },
    status: {
      conditions: [{ lastProbeTime: null, lastTransitionTime: pod.startedAt, status: 'True', type: 'Ready' }],
      containerStatuses: [
        {
          image: pod.image,
          lastState: {},
          name: 'main',
          ready: true,
          restartCount: pod.restarts,
          state: { running: { startedAt: pod.startedAt } },
        },
      ],
      phase: 'Running',
      podIP: `10.101.${Math.floor(index / 250)}.${index % 250}`,
      qosClass: 'BestEffort',
    },
  }))
  return JSON.stringify({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } }, null, 4)
}

export function lsLong(count: number, random: () => number): string {
  const lines = [`total ${count * 4}`]
  for (let index = 0; index < count; index++) {
    const time = new Date(Date.UTC(2026, 9, 1) + Math.floor(random() * 4e9)).toISOString()
    const size = String(Math.floor(random() * 1e8)).padStart(10)
    lines.push(
      `-rw-r--r-- 1 root root ${size} ${time.slice(0, 10)} ${time.slice(11, 23)}000000 +0000 service-${index}.log`,
    )
  }
  return `${lines.join('\n')}\n`
}
