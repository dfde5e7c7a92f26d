/**
 * What the snapshots could show: every true thing that a careful reader of the printed texts would see, whatever snapshots lie
 * between. Rules in brackets are none that the program had; any finding about the thing will do.
 */
import type { Subject } from '../../../shared/model.ts'
import type { Shown, TakenSnapshot } from '../capture/snapshot.ts'
import type { Reading } from '../judge/reading.ts'
import type { Probe } from '../tools/rows.ts'
import { second } from '../world/durations.ts'
import type { Workload } from '../world/things.ts'
import { expectOfContainer } from './expect-containers.ts'
import {
  expectOfDisk,
  expectOfHost,
  expectOfLog,
  expectOfNode,
  expectOfTimeSync,
  expectOfUnit,
} from './expect-nodes.ts'
import { expectGone, expectOfPod } from './expect-pods.ts'
import { expectOfService } from './expect-services.ts'

/** Another finding that says the same. */
export interface Also {
  rule: string
  subject?: Subject
  workload?: Workload
}

export interface Expectation {
  rule: string
  subject: Subject
  /** What happened: the later snapshot that shows it. A state: null, and it is seen from `first` to `last`. */
  at: number | null
  first: number
  last: number
  /** What is particular about it, for a person. */
  why: string
  also: Also | null
  /** False of what failed by bad luck or for want of a program: it shows nothing of an incident. */
  isByWorld: boolean
}

/** One row in one snapshot, with the row of the same thing before it. */
export interface Look<P extends Probe> {
  reading: Reading
  index: number
  shown: Shown<P>
  earlier: Shown<P> | null
  expect: Expectations
}

const subjectOf = ({ probe, place, key }: Subject): Subject => ({ probe, place, key })

export class Expectations {
  readonly #states = new Map<string, Expectation>()
  readonly #changes: Expectation[] = []

  /** How something is, expected once however long it lasts. */
  state(rule: string, of: Subject, index: number, isByWorld = true): void {
    const id = `${rule}|${of.probe}|${of.place}|${of.key}`
    const known = this.#states.get(id)
    if (known !== undefined) {
      known.last = index
      known.isByWorld ||= isByWorld
    } else {
      const subject = subjectOf(of)
      this.#states.set(id, { rule, subject, at: null, first: index, last: index, why: '', also: null, isByWorld })
    }
  }
  change(rule: string, of: Subject, index: number, why = '', also: Also | null = null): void {
    this.#changes.push({
      rule,
      subject: subjectOf(of),
      at: index,
      first: index,
      last: index,
      why,
      also,
      isByWorld: true,
    })
  }
  all(): Expectation[] {
    return [...this.#states.values(), ...this.#changes]
  }
}

type Expecting = { [P in Probe]?: (look: Look<P>) => void }
const byProbe: Expecting = {
  host: expectOfHost,
  df: expectOfDisk,
  'systemctl-failed': expectOfUnit,
  'time-sync': expectOfTimeSync,
  'var-log': expectOfLog,
  'kubectl-get-nodes': expectOfNode,
  'kubectl-get-pods': expectOfPod,
  'docker-ps': expectOfContainer,
  'nova-service-list': expectOfService,
  'cinder-service-list': expectOfService,
  'neutron-agent-list': expectOfService,
}

export function expectationsOf(reading: Reading): Expectation[] {
  const expect = new Expectations()
  for (const snapshot of reading.snapshots) {
    const { index } = snapshot
    for (const list of reading.rows.values()) {
      const shown = list[index]
      if (shown !== undefined) lookAt(reading, shown, index, expect)
    }
    for (const shown of snapshot.shown) {
      if (shown.probe !== 'docker-inspect') continue
      const { row } = shown as Shown<'docker-inspect'>
      if (row.isOom) expect.state('container-oom-killed', shown, index)
    }
    expectGone(reading, index, expect)
    expectOfCapture(reading, snapshot, expect)
  }
  return expect.all()
}

function lookAt<P extends Probe>(reading: Reading, shown: Shown<P>, index: number, expect: Expectations): void {
  const look = byProbe[shown.probe] as ((look: Look<P>) => void) | undefined
  if (look === undefined) return
  const earlier = reading.before(shown.probe, shown.place, shown.key, index)
  look({ reading, index, shown, earlier, expect })
}

const host = (name: string): Subject => ({ probe: 'host', place: name, key: 'host' })

/** What failed, whose clock is off, who is no longer there. */
function expectOfCapture({ snapshots }: Reading, snapshot: TakenSnapshot, expect: Expectations): void {
  const { index, how, nodes, outputs } = snapshot
  for (const { name, outcome, clockOffsetMs, isByWorld } of nodes) {
    if (outcome !== 'ok') expect.state('probe-failed', host(name), index, isByWorld)
    else if (how === 'ssh' && clockOffsetMs !== null && Math.abs(clockOffsetMs) >= 30 * second)
      expect.state('clock-skew', host(name), index)
  }
  for (const { probe, place, outcome, isByWorld } of outputs)
    if (outcome !== 'ok')
      expect.state('probe-failed', { probe, place, key: probe === 'host' ? 'host' : '' }, index, isByWorld)
  const previous = snapshots[index - 1]
  if (previous === undefined || how !== 'ssh' || previous.how !== 'ssh') return
  const answered = new Set(nodes.filter(({ outcome }) => outcome === 'ok').map(({ name }) => name))
  for (const { name, outcome } of previous.nodes)
    if (outcome === 'ok' && !answered.has(name)) expect.state('snapshot-incomplete', host(name), index)
}
