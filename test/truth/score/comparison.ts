/** Changes of a comparison that are none, and spans of the timeline that contradict the truth. */
import type { Change, Lane } from '../../../shared/model.ts'
import type { Coverage, Shown } from '../capture/snapshot.ts'
import type { Reading } from '../judge/reading.ts'
import type { Pair } from '../product.ts'
import type { ContainerRow, HostRow, Probe, RowsByProbe } from '../tools/rows.ts'
import { isSilent } from '../world/services.ts'

export interface Contradiction {
  why: string
  key: string
}
export interface Contradictions {
  total: number
  wrong: Contradiction[]
}

export function wrongChanges(reading: Reading, changes: readonly Change[], { a, b }: Pair): Contradictions {
  const wrong: Contradiction[] = []
  for (const change of changes) {
    // Probes that the judge knows nothing of.
    if (reading.listOf(change).length === 0) continue
    for (const why of whyWrong(reading, change, { a, b })) wrong.push({ why, key: change.key })
  }
  return { total: changes.length, wrong }
}

function whyWrong(reading: Reading, change: Change, { a, b }: Pair): string[] {
  const { kind, place } = change
  const probe = change.probe as Probe
  const inA = reading.at(probe, place, change.key, a)
  const inB = reading.at(probe, place, change.key, b)
  const [ofA, ofB] = [reading.covers(probe, place, a), reading.covers(probe, place, b)]
  if (kind === 'removed' && ofB !== 'full') return ['removed, though not (wholly) collected in B']
  if (kind === 'added' && ofA !== 'full') return ['added, though not (wholly) collected in A']
  if (kind === 'removed' && inB !== null) return ['removed, though B shows it']
  if (kind === 'added' && inA !== null) return ['added, though A shows it']
  if (kind === 'not-comparable')
    return (inA === null ? ofA : ofB) === 'full' ? ['not comparable, though both were collected'] : []
  if (kind !== 'changed' || inA === null || inB === null) return []
  return change.fields.flatMap(({ name }) => {
    const why = whySame(probe, name, inA.row, inB.row)
    return why === null ? [] : [`${probe} ${name} changed: ${why}`]
  })
}

/** Why the field cannot have changed; null when it may have. */
function whySame(probe: Probe, field: string, a: RowsByProbe[Probe], b: RowsByProbe[Probe]): string | null {
  if (probe === 'kubectl-get-pods' && field === 'createdAt') {
    const [before, after] = [a, b] as RowsByProbe['kubectl-get-pods'][]
    return before?.pod === after?.pod ? 'it is the same pod' : null
  }
  if (probe === 'host') {
    const [before, after] = [a, b] as HostRow[]
    return field === 'bootedAt' && before?.bootMs === after?.bootMs ? 'it was not booted' : null
  }
  if (probe !== 'docker-ps' && probe !== 'docker-inspect') return null
  const [before, after] = [a, b] as [ContainerRow, ContainerRow]
  if (field === 'createdAt' && before.id === after.id) return 'it is the same container'
  if (field === 'image' && before.image === after.image) return 'it is the same image'
  if (field === 'startedAt' && before.run !== null && before.run === after.run) return 'it is the same run'
  if (field === 'finishedAt' && before.run !== null && before.run === after.run && before.state === after.state)
    return 'it is the same run'
  return null
}

const notJudged = new Set(['free', 'kubectl-get-events'])

export function wrongSpans(reading: Reading, lanes: readonly Lane[]): Contradictions {
  const wrong: Contradiction[] = []
  let total = 0
  for (const { probe, place, key, spans } of lanes) {
    if (notJudged.has(probe)) continue
    for (const { fromSnapshot, toSnapshot, state } of spans)
      for (let index = fromSnapshot; index <= toSnapshot; index++) {
        total++
        const shown = reading.at(probe as Probe, place, key, index)
        const why = contradiction(state, shown, reading.covers(probe, place, index))
        if (why !== null) wrong.push({ why: `${probe}: ${why}`, key })
      }
  }
  return { total, wrong }
}

function contradiction(state: string, shown: Shown | null, coverage: Coverage): string | null {
  if (state === 'not-collected') {
    if (shown !== null) return 'not collected, though it was shown'
    return coverage === 'full' ? 'not collected, though everything was' : null
  }
  if (state === 'absent') {
    if (shown !== null) return 'absent, though it was shown'
    return coverage === 'full' ? null : 'absent, though not (wholly) collected'
  }
  if (shown === null) return 'a state, though nothing was shown'
  if (shown.probe === 'kubectl-get-pods') {
    const { isOver, isDeleting, status } = (shown as Shown<'kubectl-get-pods'>).row
    // Until 1.28 a pod that is over reads Terminating while it is deleted; after, it keeps its word.
    if (isOver && isDeleting) return null
    return state.startsWith(status) ? null : `"${state}" for ${status}`
  }
  if (shown.probe === 'docker-ps') {
    const { row } = shown as Shown<'docker-ps'>
    return state.startsWith(row.state) ? null : `"${state}" for ${row.state}`
  }
  if (shown.probe !== 'nova-service-list') return null
  const { service, state: said } = (shown as Shown<'nova-service-list'>).row
  if (state.startsWith('up, old heartbeat') && !isSilent(service, shown.atMs)) return 'old heartbeat, though it beats'
  return state.includes(said) ? null : `"${state}" for ${said}`
}
