/** On which host a thing is and what it belongs to, for columns and headings. */
import type { Subject } from '../model.ts'
import { workloadOfPodName } from '../parse/workload.ts'
import { knownProbe } from '../probes/index.ts'
import { hostOf, type Whereabouts } from '../probes/probe.ts'
import type { RowInSection } from './view.ts'

const podPlace = /^pod\//

/** As the row tells it. What was seen inside a pod belongs to that pod's workload, and its host is not told. */
export function whereaboutsOf({ section, row }: RowInSection): Whereabouts {
  const probe = knownProbe(section.probe)
  if (probe === undefined) return { host: '', workload: '' }
  const workload = probe.workload?.(row.fields) ?? ''
  if (probe.scope === 'cluster') return { host: hostOf(probe, row.fields) ?? '', workload }
  if (section.pod !== null) return { host: '', workload: workloadOfPodName(section.pod) }
  return { host: section.node, workload }
}

/** As place and key tell it, where no row is at hand: the library keeps lanes without their rows. */
export function whereaboutsOfSubject({ probe, place, key }: Subject): Whereabouts {
  if (podPlace.test(place)) return { host: '', workload: place.replace(podPlace, '') }
  if (place !== '') return { host: place, workload: '' }
  // The second row of a key has a number behind it.
  const { host = '', workload = '' } = knownProbe(probe)?.ofKey?.(key.replace(/#\d+$/, '')) ?? {}
  return { host, workload }
}
