import { placeOf } from '../../shared/compare/view.ts'
import type { SnapshotSummary } from '../../shared/contract/contract.ts'
import type { Evidence } from '../../shared/model.ts'

type SectionSummary = SnapshotSummary['sections'][number]

/** The section of a snapshot that answers to this one: the same place, the same node if it can be had. */
export function counterpart(evidence: Evidence, snapshot: SnapshotSummary | undefined): SectionSummary | undefined {
  const place = placeOf(evidence)
  const mine = [...(snapshot?.sections ?? []), ...(snapshot?.texts ?? [])].filter(
    (one) => one.probe === evidence.probe && placeOf(one) === place,
  )
  return (
    mine.find((one) => one.node === evidence.node && one.pod === evidence.pod) ??
    mine.find((one) => one.outcome === 'ok') ??
    mine[0]
  )
}
