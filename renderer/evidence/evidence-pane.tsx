/** The right-hand pane: the raw section behind whatever is selected, or the selected thing's history. */
import './evidence.css'
import { SegmentedControl } from '@mantine/core'
import { memo, useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evidence } from '../../shared/model.ts'
import { AroundPane } from '../around/around-pane.tsx'
import { keyOf } from '../controls/key-of.ts'
import { HistoryPane } from '../history/history-pane.tsx'
import { usePair } from '../library/pair.ts'
import { type Selection, selectionPanes, showEvidence, showPane, useSelection } from '../library/selection.ts'
import { RawDiffButton } from '../raw/raw-diff-button.tsx'
import { EvidenceChip, EvidencePlace } from './evidence-place.tsx'
import { EvidenceSection } from './evidence-section.tsx'

/** What was chosen is marked where it was chosen first; its evidence follows. */
export function EvidencePane() {
  const { t } = useTranslation()
  const selection = useDeferredValue(useSelection((state) => state.selection))
  return (
    <aside className="evidence" aria-label={t('evidence.title')}>
      <SelectionPane selection={selection} />
    </aside>
  )
}

const SelectionPane = memo(({ selection }: { selection: Selection | null }) => {
  const { t } = useTranslation()
  const b = usePair((state) => state.bId)
  if (selection === null)
    return (
      <>
        <div className="evidence-head">
          <h2>{t('evidence.title')}</h2>
        </div>
        <p className="empty">{t('evidence.hint')}</p>
      </>
    )
  const { subject, title, pane } = selection
  if (pane === 'lines' || subject === null) return <EvidenceOf selection={selection} />
  const key = keyOf(subject.probe, subject.place, subject.key)
  const snapshot = shownOf(selection)?.snapshot ?? b
  return (
    <>
      <div className="evidence-head">
        <EvidenceTools selection={selection} />
      </div>
      {pane === 'history' && <HistoryPane key={key} subject={subject} title={title} />}
      {pane === 'around' && snapshot !== null && <AroundPane key={key} snapshot={snapshot} subject={subject} />}
    </>
  )
})
SelectionPane.displayName = 'SelectionPane'

/** More pieces of evidence are not offered; the finding has them all. */
const mostChips = 40

function EvidenceOf({ selection }: { selection: Selection }) {
  const { t } = useTranslation()
  const { evidence, absent } = selection
  const current = shownOf(selection)
  return (
    <>
      <div className="evidence-head">
        <EvidenceTools selection={selection} />
        {evidence.length > 1 && (
          <div className="evidence-chips">
            {evidence.slice(0, mostChips).map((one, index) => (
              <EvidenceChip
                key={JSON.stringify(one)}
                evidence={one}
                chosen={one === current}
                onChoose={() => showEvidence(index)}
              />
            ))}
          </div>
        )}
        {current !== undefined && <EvidencePlace evidence={current} />}
        {absent && (
          <div className="word-attention">{t(current === undefined ? 'evidence.none' : 'evidence.absent')}</div>
        )}
      </div>
      {current !== undefined && <EvidenceSection evidence={current} />}
      {current === undefined && !absent && <p className="empty">{t('evidence.none')}</p>}
    </>
  )
}

const shownOf = ({ evidence, index }: Selection): Evidence | undefined => evidence[index]

function EvidenceTools({ selection }: { selection: Selection }) {
  const { t } = useTranslation()
  const { title, subject, pane } = selection
  const current = shownOf(selection)
  return (
    <>
      <h2>{title}</h2>
      <div className="evidence-tools">
        {subject !== null && (
          <SegmentedControl
            size="xs"
            aria-label={t('evidence.show')}
            value={pane}
            onChange={showPane}
            data={selectionPanes.map((each) => ({ value: each, label: t(`evidence.${each}`) }))}
          />
        )}
        {current !== undefined && <RawDiffButton evidence={current} />}
      </div>
    </>
  )
}
