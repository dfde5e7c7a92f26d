/** What operators did, and every section of a snapshot with how it ended; each opens in the evidence pane. */
import './raw-view.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SnapshotSummary } from '../../shared/contract/contract.ts'
import { isKeptText, sessionLogName } from '../../shared/probes/kept-text/probe.ts'
import { keyOf } from '../controls/key-of.ts'
import { OutcomeMark } from '../controls/outcome-mark.tsx'
import { SnapshotSelect } from '../controls/snapshot-select.tsx'
import { usePair } from '../library/pair.ts'
import { select, useSelection } from '../library/selection.ts'
import { useSnapshot } from '../library/sites.ts'
import { useKindName } from '../preferences/kind-name.ts'
import { useTell } from '../preferences/telling.ts'

export function RawView() {
  const { t } = useTranslation()
  const bId = usePair((state) => state.bId)
  const [chosen, setChosen] = useState<string | null>(null)
  const id = chosen ?? bId
  const snapshot = useSnapshot(id)
  // The story of the session: what was asked, in order, and what came.
  const asked = [...(snapshot?.sections ?? []), ...(snapshot?.texts ?? [])].toSorted((a, b) => a.place - b.place)
  return (
    <>
      <div className="tool-row">
        <SnapshotSelect value={id} onChange={(next) => setChosen(next === bId ? null : next)} />
        {snapshot !== undefined && <span className="dim wrap">{snapshot.origin}</span>}
      </div>
      <div className="scroll sections">
        {snapshot?.nodes
          .filter((node) => node.outcome !== 'ok')
          .map((node) => (
            <NodeItem key={node.name} node={node} />
          ))}
        {snapshot?.events.map(({ node, line, text }) => (
          <div key={keyOf(node, text, String(line))} className="section-item section-node">
            <span aria-hidden="true">⚑</span>
            <b className="wrap">{node}</b>
            <span className="mono wrap">{t('raw.did', { command: text })}</span>
          </div>
        ))}
        {asked.map((section) => (
          <SectionItem key={keyOf(section.node, section.probe, section.pod)} snapshot={id ?? ''} section={section} />
        ))}
        {asked.length === 0 && <p className="empty">{t('raw.none')}</p>}
      </div>
    </>
  )
}

/** A node that could not be asked. */
function NodeItem({ node }: { node: SnapshotSummary['nodes'][number] }) {
  const tell = useTell()
  return (
    <div className="section-item section-node">
      <span aria-hidden="true">⚠</span>
      <b>{node.name}</b>
      <span className="wrap">
        <OutcomeMark outcome={node.outcome} /> {tell(node.message)}
      </span>
    </div>
  )
}

function SectionItem({ snapshot, section }: { snapshot: string; section: SnapshotSummary['sections'][number] }) {
  const { t } = useTranslation()
  const tell = useTell()
  const kindName = useKindName()
  const shown = useSelection(({ selection }) => selection?.evidence[selection.index])
  const { node, probe, pod, command, partialView, message, rows, unparsed, outcome } = section
  const isShown = shown?.snapshot === snapshot && shown.node === node && shown.probe === probe && shown.pod === pod
  const open = () =>
    select({
      title: `${node} · ${kindName(probe)}`,
      subject: null,
      evidence: [{ snapshot, node, probe, pod, stream: 'stdout', lines: [] }],
    })
  return (
    <button type="button" className="section-item" aria-pressed={isShown} onClick={open}>
      <span aria-hidden="true">›</span>
      <b className="wrap">{node}</b>
      <span>
        {probe === sessionLogName ? t('raw.wholeLog') : <span className="mono wrap">{command}</span>}
        {pod !== null && <span className="dim"> · {t('evidence.inPod', { pod })}</span>}
        {partialView !== null && <span className="word-attention"> · ◐ {t('evidence.partial')}</span>}
        {message !== null && <div className="dim wrap">{tell(message)}</div>}
      </span>
      <span className="dim">
        {isKeptText(probe) ? t('raw.text') : t('raw.rows', { count: rows })}
        {unparsed > 0 && <span className="word-attention"> · {t('raw.unparsed', { count: unparsed })}</span>}
      </span>
      <OutcomeMark outcome={outcome} />
    </button>
  )
}
