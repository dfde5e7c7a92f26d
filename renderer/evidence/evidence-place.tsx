/** Where a piece of evidence stands: snapshot, node, lines. */
import { useTranslation } from 'react-i18next'
import type { Evidence } from '../../shared/model.ts'
import { lineRanges } from '../../shared/parse/lines.ts'
import { momentText } from '../../shared/words/moment.ts'
import { Letter, useLetterOf } from '../controls/letter.tsx'
import { useSnapshot } from '../library/sites.ts'
import { useKindName } from '../preferences/kind-name.ts'
import { clockTime } from '../words/format.ts'

interface EvidenceChipProps {
  evidence: Evidence
  chosen: boolean
  onChoose: () => void
}

export function EvidenceChip({ evidence, chosen, onChoose }: EvidenceChipProps) {
  const { t } = useTranslation()
  const snapshot = useSnapshot(evidence.snapshot)
  const letter = useLetterOf(evidence.snapshot)
  return (
    <button type="button" className="chip" aria-pressed={chosen} onClick={onChoose}>
      {letter !== null && <Letter of={letter} />}
      {snapshot === undefined ? '' : clockTime(snapshot.takenAt)} {evidence.node}
      {evidence.lines.length > 0 &&
        ` · ${t('evidence.line', { lines: lineRanges(evidence.lines), count: evidence.lines.length })}`}
    </button>
  )
}

export function EvidencePlace({ evidence: { snapshot: id, node, probe, pod, lines } }: { evidence: Evidence }) {
  const { t } = useTranslation()
  const kindName = useKindName()
  const snapshot = useSnapshot(id)
  const letter = useLetterOf(id)
  return (
    <div className="dim">
      {letter !== null && <Letter of={letter} />}{' '}
      {snapshot !== undefined && (
        <span title={momentText(snapshot.takenAt)}>{momentText(snapshot.takenAt, 'local')}</span>
      )}{' '}
      · <b>{node}</b> · {kindName(probe)}
      {pod !== null && ` · ${t('evidence.inPod', { pod })}`}
      {lines.length > 0 && ` · ${t('evidence.line', { lines: lineRanges(lines), count: lines.length })}`}
      {snapshot !== undefined && ` · ${snapshot.origin}`}
    </div>
  )
}
