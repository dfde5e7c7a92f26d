/** The pods of the simulated site at a moment. */
import { createHash } from 'node:crypto'
import { dayMs, hourMs, minuteMs, secondMs } from '../../shared/parse/time.ts'
import type { Story } from './story.ts'

export type ContainerState =
  | { is: 'running'; startedAtMs: number }
  | { is: 'creating' }
  /** Ended, and waiting for its next start. */
  | { is: 'crash-looping'; startedAtMs: number; endedAtMs: number }

export interface SitePod {
  namespace: string
  name: string
  /** Its ReplicationController. */
  owner: string
  uid: string
  container: string
  image: string
  command: string
  /** Address of its node. */
  node: string
  ip: string | null
  createdAtMs: number
  /** When its container ran for the first time, or will. */
  firstStartMs: number
  state: ContainerState
  restarts: number
  /** How the container's run before this one ended. */
  lastRun: { startedAtMs: number; endedAtMs: number; exitCode: number } | null
}

/** The same hexadecimal digits for the same text in every run. */
export function digitsFor(text: string, length = 64): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length)
}

interface Plan {
  name: string
  /** Last part of the node's address. */
  node: 11 | 12 | 13
  namespace?: string
  /** Name after cloudos2 lost its volumes and the pod was made anew there. */
  replacedBy?: string
}

const plans: Plan[] = [
  { name: 'api-kinton-service-rc-c9r6h', node: 11 },
  { name: 'aquarius-core-rc-grrd6', node: 11 },
  { name: 'aries-core-rc-8x7cx', node: 11 },
  { name: 'barbicanrc-vs1b0', node: 11 },
  { name: 'cas-proxy-core-rc-l4fwk', node: 11 },
  { name: 'cas-server-rc-51f37', node: 11 },
  { name: 'cherry-rc-cb2fe', node: 11 },
  { name: 'coconut-rc-nzm8t', node: 11 },
  { name: 'novarc-1lj17', node: 11 },
  { name: 'kube-dns-rc-0q7hs', node: 11, namespace: 'kube-system' },
  { name: 'bingo-service-rc-pp8z5', node: 12 },
  { name: 'cancer-core-rc-s142z', node: 12, replacedBy: 'cancer-core-rc-7k2mq' },
  { name: 'cas-server-rc-qrj2n', node: 12 },
  { name: 'ceilometerrc-qfh1c', node: 12, replacedBy: 'ceilometerrc-t83wd' },
  { name: 'cinderrc-s1ht5', node: 12, replacedBy: 'cinderrc-9v4xz' },
  { name: 'cloudkitty-core-rc-b6jjw', node: 12 },
  { name: 'compute-core-rc-r7n0h', node: 12, replacedBy: 'compute-core-rc-m5c2p' },
  { name: 'cpn-fqyrc-wz7pq', node: 12 },
  { name: 'cvk1rc-4g5v7', node: 12 },
  { name: 'elasticsearch-rc-xk92n', node: 12, replacedBy: 'elasticsearch-rc-h8d3j' },
  { name: 'cas-server-rc-q8m1l', node: 13 },
  { name: 'designaterc-2bh4d', node: 13 },
  { name: 'glancerc-6w0tz', node: 13 },
  { name: 'grafana-rc-5jz8k', node: 13 },
  { name: 'heatrc-v3x7m', node: 13 },
  { name: 'keystonerc-p49qd', node: 13 },
  { name: 'mariadb-rc-0c8fs', node: 13 },
  { name: 'neutronrc-k71hb', node: 13 },
  { name: 'rabbitmq-rc-z2d6g', node: 13 },
  { name: 'heapster-rc-81wvc', node: 13, namespace: 'kube-system' },
]
const crashingPod = 'cpn-fqyrc-wz7pq'

/** Every pod, in the order in which the API server lists them. */
export function podsAt(story: Story, atMs: number): SitePod[] {
  const pods = plans.map((plan, index) => podAt(story, atMs, plan, index))
  return pods.sort((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name))
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function podAt(story: Story, atMs: number, plan: Plan, index: number): SitePod {
  const isNew = plan.replacedBy !== undefined && atMs >= story.volumesStuckAtMs
  const name = isNew ? plan.replacedBy : plan.name
  if (name === undefined) throw new Error('a replaced pod has a name')
  const owner = name.slice(0, name.lastIndexOf('-'))
  const product = owner.replace(/-?rc$/, '')
  const subnet = { 11: 20, 12: 102, 13: 78 }[plan.node]
  // The site was started three days ago, one pod after the other.
  const installedAtMs = story.logRotatedAtMs - 3 * dayMs - 5 * hourMs + index * 7 * secondMs
  const createdAtMs = isNew ? story.volumesStuckAtMs + (index % 5) * 6 * secondMs : installedAtMs
  const startedAtMs = isNew ? story.volumesBackAtMs + (index % 5) * 3 * secondMs : installedAtMs + 9 * secondMs
  const isCreating = startedAtMs > atMs
  const pod: SitePod = {
    namespace: plan.namespace ?? 'default',
    name,
    owner,
    uid: uuidFor(name),
    container: product,
    image: `192.168.12.11:9999/cloudos/${product}@sha256:${digitsFor(`image ${product}`)}`,
    command: product.endsWith('core') ? '/sbin/tini -- bin/start-core' : '/docker-entrypoint.sh start',
    node: `192.168.12.${plan.node}`,
    ip: isCreating ? null : `10.101.${subnet}.${isNew ? index + 40 : index + 2}`,
    createdAtMs,
    firstStartMs: startedAtMs,
    state: isCreating ? { is: 'creating' } : { is: 'running', startedAtMs },
    restarts: 0,
    lastRun: null,
  }
  return name === crashingPod ? { ...pod, ...crashState(story, atMs, startedAtMs) } : pod
}

/** Where the container that crashes stands. */
function crashState(story: Story, atMs: number, firstStartMs: number): Pick<SitePod, 'state' | 'restarts' | 'lastRun'> {
  const starts = [firstStartMs, ...story.crashStartsMs].filter((ms) => ms <= atMs)
  const ends = story.crashEndsMs.filter((ms) => ms <= atMs)
  const restarts = starts.length - 1
  const startedAtMs = starts[restarts] ?? firstStartMs
  const runBefore = (run: number) => {
    const [start, end] = [starts[run], ends[run]]
    return start === undefined || end === undefined ? null : { startedAtMs: start, endedAtMs: end, exitCode: 1 }
  }
  const endedAtMs = ends[restarts]
  return endedAtMs === undefined
    ? { state: { is: 'running', startedAtMs }, restarts, lastRun: runBefore(restarts - 1) }
    : { state: { is: 'crash-looping', startedAtMs, endedAtMs }, restarts, lastRun: runBefore(restarts) }
}

export function uuidFor(text: string): string {
  const digits = digitsFor(`uuid ${text}`, 32)
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5')
}

/** Booted half an hour ahead of its first pod. */
export const bootedAtMs = (story: Story): number => story.logRotatedAtMs - 3 * dayMs - 5 * hourMs - 30 * minuteMs
