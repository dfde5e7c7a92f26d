/** Every section of a snapshot with how it ended; each opens in the evidence pane. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tell } from '../../shared/messages/tell.ts'
import { OutcomeMark } from '../controls/outcome-mark.tsx'
import { SnapshotSelect } from '../controls/snapshot-select.tsx'
import { select, useLibrary } from '../library/library.ts'
import { usePreferences } from '../preferences/preferences.ts'

export function RawView() {
  const { t } = useTranslation()
  const language = usePreferences((state) => state.language)
  const bId = useLibrary((state) => state.bId)
  const current = useLibrary((state) => state.selection?.evidence[state.selection.index])
  const [chosen, setChosen] = useState<string | null>(null)
  const id = chosen ?? bId
  const snapshot = useLibrary((state) => state.timeline?.snapshots.find((one) => one.id === id))
  const sections = snapshot?.sections ?? []
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
            <div
              key={node.name}
              className="section-item"
              style={{ cursor: 'default', gridTemplateColumns: '18px 120px minmax(0, 1fr)' }}
            >
              <span aria-hidden="true">⚠</span>
              <b>{node.name}</b>
              <span className="wrap">
                <OutcomeMark outcome={node.outcome} /> {tell(node.message, language)}
              </span>
            </div>
          ))}
        {sections.length === 0 && <p className="empty">{t('raw.none')}</p>}
        {sections.map((section) => {
          const mine =
            current !== undefined &&
            current.snapshot === id &&
            current.node === section.node &&
            current.probe === section.probe &&
            current.pod === section.pod
          return (
            <button
              type="button"
              key={`${section.node}\u0000${section.probe}\u0000${section.pod ?? ''}`}
              className="section-item"
              aria-pressed={mine}
              onClick={() =>
                select({
                  title: `${section.node} · ${t(`kind.${section.probe}`, { defaultValue: section.probe })}`,
                  subject: null,
                  evidence: [
                    {
                      snapshot: id ?? '',
                      node: section.node,
                      probe: section.probe,
                      pod: section.pod,
                      stream: 'stdout',
                      lines: [],
                    },
                  ],
                })
              }
            >
              <span aria-hidden="true">›</span>
              <b className="wrap">{section.node}</b>
              <span>
                <span className="mono wrap">{section.command}</span>
                {section.pod !== null && <span className="dim"> · {t('evidence.inPod', { pod: section.pod })}</span>}
                {section.partialView !== null && <span className="word-attention"> · ◐ {t('evidence.partial')}</span>}
                {section.message !== null && <div className="dim wrap">{tell(section.message, language)}</div>}
              </span>
              <span className="dim">
                {t('raw.rows', { count: section.rows })}
                {section.unparsed > 0 && (
                  <span className="word-attention"> · {t('raw.unparsed', { count: section.unparsed })}</span>
                )}
              </span>
              <OutcomeMark outcome={section.outcome} />
            </button>
          )
        })}
      </div>
    </>
  )
}
