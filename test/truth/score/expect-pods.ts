/** What lists of pods show. */

import type { Shown } from '../capture/snapshot.ts'
import { isStarting, isWaiting } from '../judge/pod-judges.ts'
import type { Reading } from '../judge/reading.ts'
import { minute } from '../world/durations.ts'
import type { Expectations, Look } from './expectations.ts'

type Seen = Shown<'kubectl-get-pods'>

/** kubernetes-mixin's 15 min, and what a capture takes. */
const surelyStuckMs = 16 * minute
const longTerminatingMs = 10 * minute

export function expectOfPod(look: Look<'kubectl-get-pods'>): void {
  const { shown, index, earlier, expect } = look
  expectOfStatus(look)
  const { pod, restarts } = shown.row
  if (earlier === null) {
    if (restarts > 0) expect.change('pod-restarted', shown, index, 'first look')
  } else if (earlier.row.pod !== pod) expect.change('pod-replaced', shown, index, 'the same name again')
  else if (restarts > earlier.row.restarts) expect.change('pod-restarted', shown, index)
}

function expectOfStatus({ reading, shown, index, expect }: Look<'kubectl-get-pods'>): void {
  const { pod, status, ready, total, isUnbound } = shown.row
  if (status.endsWith('CrashLoopBackOff')) expect.state('pod-crash-looping', shown, index)
  else if (isWaiting(status)) expect.state('pod-waiting', shown, index)
  else if (status === 'Running' && ready < total) expect.state('pod-not-ready', shown, index)
  else if (isStarting(status)) {
    const first = (reading.listOf(shown) as (Seen | undefined)[]).find(
      (each) => each?.row.pod === pod && isStarting(each.row.status),
    )
    const seenMs = shown.atMs - (first?.atMs ?? shown.atMs)
    if (shown.atMs - pod.createdMs > surelyStuckMs || seenMs > surelyStuckMs)
      expect.state(isUnbound ? 'pod-unscheduled' : 'pod-stuck-creating', shown, index)
  } else if (status === 'Terminating') {
    if (shown.atMs - pod.deletingMs > longTerminatingMs) expect.state('(pod Terminating for 10 min)', shown, index)
  } else if (status !== 'Running' && !(pod.job !== null && status === 'Completed'))
    expect.state(`(pod ${status})`, shown, index)
}

/** What was listed before and is not any more: pods and logs. Told once, by the first listing that lacks it. */
export function expectGone(reading: Reading, index: number, expect: Expectations): void {
  for (const list of reading.rows.values()) {
    const known = list.findLast((each, at) => each !== undefined && at < index)
    if (known === undefined || list[index] !== undefined) continue
    if (reading.covers(known.probe, known.place, index) !== 'full') continue
    let isFirst = true
    for (let at = list.indexOf(known) + 1; at < index; at++)
      if (reading.covers(known.probe, known.place, at) === 'full') isFirst = false
    if (!isFirst) continue
    if (known.probe === 'var-log') expectLogGone(known as Shown<'var-log'>, index, expect)
    if (known.probe === 'kubectl-get-pods') expectPodGone(reading, known as Seen, index, expect)
  }
}

function expectLogGone(known: Shown<'var-log'>, index: number, expect: Expectations): void {
  const { isOld, log } = known.row
  if (!isOld && log !== null && log.removedMs < Number.POSITIVE_INFINITY) expect.change('log-missing', known, index)
}

function expectPodGone(reading: Reading, known: Seen, index: number, expect: Expectations): void {
  const old = known.row.pod
  const trueMs = reading.snapshots[index]?.trueMs ?? 0
  let next = old.replacedBy
  while (next?.replacedBy && next.goneMs < trueMs) next = next.replacedBy
  if (next === null) {
    if (old.job === null) expect.change('pod-gone', known, index)
    return
  }
  const key = `${next.ns}/${next.name}`
  const isNew = reading.before('kubectl-get-pods', '', key, index) === null
  if (reading.at('kubectl-get-pods', '', key, index) === null || !isNew) return
  const subject = { probe: known.probe, place: '', key }
  const also = { rule: 'pod-replaced', workload: old.workload }
  expect.change('pod-replaced', subject, index, 'another name', also)
}
