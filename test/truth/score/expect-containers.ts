/** What lists of containers show. */

import type { Shown } from '../capture/snapshot.ts'
import { dockerAgeBounds } from '../tools/ages.ts'
import type { ContainerRow } from '../tools/rows.ts'
import { second } from '../world/durations.ts'
import type { Look } from './expectations.ts'

type ContainerLook = Look<'docker-ps'>

export function expectOfContainer(look: ContainerLook): void {
  const { shown, index, earlier, expect } = look
  // What kubelet keeps of an attempt that was followed by another is no news.
  if (shown.isOlder) return
  const { row } = shown
  if (row.state === 'exited') expect.state('container-exited', shown, index)
  if (row.state === 'restarting') expect.state('container-restarting', shown, index)
  if (row.health === 'unhealthy') expect.state('container-unhealthy', shown, index)
  const was = earlier?.row
  if (was === undefined) {
    if (row.pod !== null && row.part !== 'POD' && row.part !== 'init') expectOfNewName(look)
  } else if (was.pod !== row.pod) {
    if (was.image !== row.image) expect.change('image-changed', shown, index)
  } else {
    if (was.image !== row.image && was.imageText !== row.imageText) expect.change('image-changed', shown, index)
    if (earlier !== null) expectRestart(look, earlier)
  }
}

/** A rollout gives its pods new names: the image changed for the workload. */
function expectOfNewName({ reading, shown, index, expect }: ContainerLook): void {
  const { row } = shown
  const ofWorkload = (at: number): ContainerRow[] =>
    (reading.snapshots[at]?.shown ?? []).flatMap((each) => {
      if (each.probe !== 'docker-ps') return []
      const other = (each as Shown<'docker-ps'>).row
      return other.pod?.workload === row.pod?.workload && other.part === row.part ? [other] : []
    })
  let at = index - 1
  while (at >= 0 && ofWorkload(at).length === 0) at--
  if (at < 0 || ofWorkload(at).some(({ image }) => image === row.image) || row.pod === null) return
  const also = { rule: 'image-changed', workload: row.pod.workload }
  expect.change('image-changed', shown, index, 'its pods have new names', also)
}

function expectRestart({ reading, shown, index, expect }: ContainerLook, earlier: Shown<'docker-ps'>): void {
  const { row } = shown
  const was = earlier.row
  if (row.state !== 'running' || was.state !== 'running') return
  if (row.run === null || row.run.startMs <= earlier.atMs) return
  const era = reading.world.traits.print.dockerAges
  const [leastBeforeMs] = dockerAgeBounds(was.age, era)
  const [, mostNowMs] = dockerAgeBounds(row.age, era)
  const isDisjoint = shown.atMs - mostNowMs > earlier.atMs - leastBeforeMs + 10 * second
  const isShown = row.attempt > was.attempt || isDisjoint
  const inspected = [index, reading.indexOf(earlier)].every(
    (at) => reading.at('docker-inspect', shown.place, shown.key, at) !== null,
  )
  if (!isShown && !inspected) return
  const { pod } = row
  const subject = pod === null ? null : { probe: 'kubectl-get-pods', place: '', key: `${pod.ns}/${pod.name}` }
  const also = subject === null ? null : { rule: 'pod-restarted', subject }
  expect.change('container-restarted', shown, index, isShown ? '' : 'only docker inspect shows it', also)
}
