/** One root cause each, and what a person should be told first. */
import type { Subject } from '../../../shared/model.ts'
import type { ClusterNode, Pod, Service, Standalone, Workload } from '../world/things.ts'
import type { World } from '../world/world.ts'

/** A finding, by what it is about. */
export interface Statement {
  rule: string
  subject: Subject
  entities: readonly string[]
}
export type StatementTest = (statement: Statement) => boolean

export interface Told {
  /** True of a finding that names the cause. */
  isCause: StatementTest
  /** A whole group may name the cause where no single finding can: then it holds this share of what the incident did. */
  groupShare?: number
  /** A clock was set: what services look like is part of the incident. */
  isOfClock?: boolean
}

/** `work`: what somebody did on purpose went well. `quiet`: nothing happened but what happens on any day. */
export type ScenarioKind = 'incident' | 'work' | 'quiet'

export interface Scenario {
  kind: ScenarioKind
  play: (world: World, atMs: number) => Told
}

export const about =
  (tag: string, rules?: RegExp): StatementTest =>
  ({ rule, entities }) =>
    entities.includes(tag) && (rules === undefined || rules.test(rule))

export const anyOf =
  (...tests: StatementTest[]): StatementTest =>
  (statement) =>
    tests.some((test) => test(statement))

/** That a node is away, was rebooted, or has lost docker or kubelet. */
const nodeRules = /^(probe-failed|snapshot-incomplete|node-|unit-failed|docker-|kubelet-)/
export const aboutNode = (node: ClusterNode, rules = nodeRules): StatementTest => about(node.tag, rules)

const serviceRules = /^(service-(went-down|down|going-down|flapping|stopped)|agent-)/
export const aboutServices = (services: readonly Service[]): StatementTest =>
  anyOf(...services.map(({ tag }) => about(tag, serviceRules)))

const containerRules = /^container-/
export const aboutContainers = (containers: readonly Standalone[]): StatementTest =>
  anyOf(...containers.map(({ tag }) => about(tag, containerRules)))

const podRules = /^(pod|container|workload|replica|image)-/
/** Sandboxes, init containers and older attempts tell what was. */
const pastContainer = /\/(POD|init)(#\d+)?$|#\d+$/
/** About pods of a workload, those that are made later among them. */
export const aboutPods =
  (world: World, isMeant: (pod: Pod) => boolean, rules = podRules): StatementTest =>
  ({ rule, subject, entities }) =>
    rules.test(rule) &&
    // Out of memory is told of the attempt that was killed.
    (rule === 'container-oom-killed' || !pastContainer.test(subject.key)) &&
    world.pods.some((pod) => entities.includes(pod.tag) && isMeant(pod))
export const aboutWorkload = (world: World, workload: Workload): StatementTest =>
  aboutPods(world, (pod) => pod.workload === workload)

export const aboutProbes =
  (probes: RegExp): StatementTest =>
  ({ rule, entities }) =>
    rule === 'probe-failed' && entities.some((tag) => probes.test(tag))

export const harmless: Told = { isCause: () => false }

export function someNode({ nodes, random }: World, controllersToo = 0.35): ClusterNode {
  const controllers = nodes.filter(({ isController }) => isController)
  const others = nodes.filter(({ isController }) => !isController)
  if (controllers.length > 1 && (others.length === 0 || random.chance(controllersToo))) return random.pick(controllers)
  return random.pick(others.length > 0 ? others : controllers)
}

export const novaServices = ({ services }: World, binary: string): Service[] =>
  services.filter((service) => service.binary === binary)

/** Workloads that may be rolled out without much ado. */
export const ordinaryWorkloads = ({ workloads }: World): Workload[] =>
  workloads.filter(
    ({ kind, name, isRemoved }) =>
      (kind === 'rc' || kind === 'deployment') && name !== 'novarc' && name !== 'nova-api' && !isRemoved,
  )

export const retagged = (image: string, tag: string): string => image.replace(/:[^:]*$/, `:${tag}`)
