/** The right-hand pane: the raw section behind whatever is selected, and what the parser made of it. */
import { SegmentedControl } from '@mantine/core'
import { memo, useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Excerpt } from '../../shared/contract/contract.ts'
import { tell } from '../../shared/messages/tell.ts'
import type { Evidence } from '../../shared/model.ts'
import { lineRanges } from '../../shared/parse/lines.ts'
import { OutcomeMark } from '../controls/outcome-mark.tsx'
import { HistoryPane } from '../history/history-pane.tsx'
import { type Selection, showEvidence, showPane, useLibrary } from '../library/library.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { RawDiffButton } from '../raw/raw-diff-button.tsx'
import { clockTime, utcTime, valueText } from '../words/format.ts'
import { EvidenceLines } from './evidence-lines.tsx'
import { useExcerpt } from './use-excerpt.ts'

const noEvidence: Evidence[] = []

/** What was chosen is marked where it was chosen first; its evidence follows. */
export function EvidencePane() {
  const selection = useDeferredValue(useLibrary((state) => state.selection))
  return <SelectionPane selection={selection} />
}

const SelectionPane = memo(({ selection }: { selection: Selection | null }) => {
  const { t } = useTranslation()
  const evidences = selection?.evidence ?? noEvidence
  const current = evidences[selection?.index ?? 0]
  const history = selection?.pane === 'history' && selection.subject !== null
  return (
    <aside className="evidence" aria-label={t('evidence.title')}>
      <div className="evidence-head">
        <h2>{selection === null ? t('evidence.title') : selection.title}</h2>
        {selection !== null && (
          <div className="evidence-tools">
            {selection.subject !== null && (
              <SegmentedControl
                size="xs"
                aria-label={t('evidence.show')}
                value={selection.pane}
                onChange={(value) => showPane(value === 'history' ? 'history' : 'lines')}
                data={[
                  { value: 'lines', label: t('evidence.lines') },
                  { value: 'history', label: t('evidence.history') },
                ]}
              />
            )}
            {current !== undefined && <RawDiffButton evidence={current} />}
          </div>
        )}
        {!history && evidences.length > 1 && (
          <div style={{ display: 'flex', gap: 4, flexWrap: 'wrap' }}>
            {evidences.slice(0, 40).map((evidence, index) => (
              <EvidenceChip
                key={JSON.stringify(evidence)}
                evidence={evidence}
                chosen={evidence === current}
                onChoose={() => showEvidence(index)}
              />
            ))}
          </div>
        )}
        {!history && current !== undefined && <Where evidence={current} />}
        {!history && selection?.absent && (
          <div className="word-attention">{t(current === undefined ? 'evidence.none' : 'evidence.absent')}</div>
        )}
      </div>
      {selection === null ? (
        <p className="empty">{t('evidence.hint')}</p>
      ) : history && selection.subject !== null ? (
        <HistoryPane key={JSON.stringify(selection.subject)} subject={selection.subject} title={selection.title} />
      ) : current === undefined ? (
        selection.absent ? null : (
          <p className="empty">{t('evidence.none')}</p>
        )
      ) : (
        <EvidenceSection evidence={current} />
      )}
    </aside>
  )
})

SelectionPane.displayName = 'SelectionPane'

function useMoment(id: string) {
  const snapshot = useLibrary((state) => state.timeline?.snapshots.find((one) => one.id === id))
  const letter = useLibrary((state) => (state.bId === id ? 'B' : state.aId === id ? 'A' : ''))
  return { snapshot, letter }
}

function EvidenceChip({ evidence, chosen, onChoose }: { evidence: Evidence; chosen: boolean; onChoose: () => void }) {
  const { snapshot, letter } = useMoment(evidence.snapshot)
  const { t } = useTranslation()
  return (
    <button type="button" className="chip" aria-pressed={chosen} onClick={onChoose}>
      {letter !== '' && <span className={`letter letter-${letter}`}>{letter}</span>}
      {snapshot === undefined ? '' : clockTime(snapshot.takenAt)} {evidence.node}
      {evidence.lines.length > 0 && ` · ${t('evidence.line', { lines: lineRanges(evidence.lines) })}`}
    </button>
  )
}

function Where({ evidence }: { evidence: Evidence }) {
  const { snapshot, letter } = useMoment(evidence.snapshot)
  const { t } = useTranslation()
  return (
    <div className="dim">
      {letter !== '' && <span className={`letter letter-${letter}`}>{letter}</span>}{' '}
      {snapshot !== undefined && <span title={utcTime(snapshot.takenAt)}>{clockTime(snapshot.takenAt, true)}</span>} ·{' '}
      <b>{evidence.node}</b> · {t(`kind.${evidence.probe}`, { defaultValue: evidence.probe })}
      {evidence.pod !== null && ` · ${t('evidence.inPod', { pod: evidence.pod })}`}
      {evidence.lines.length > 0 && ` · ${t('evidence.line', { lines: lineRanges(evidence.lines) })}`}
      {snapshot !== undefined && ` · ${snapshot.origin}`}
    </div>
  )
}

function EvidenceSection({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation()
  const [stream, setStream] = useState<Evidence['stream']>(evidence.stream)
  const { head, failure, lineAt, need } = useExcerpt(evidence, stream)
  useEffect(() => setStream(evidence.stream), [evidence])
  // A command that failed usually says why on stderr only.
  const isSilent = head !== null && head.lines.stdout === 0 && head.lines.stderr > 0
  useEffect(() => {
    if (isSilent) setStream('stderr')
  }, [isSilent])
  if (failure !== null)
    return (
      <p className="empty" role="alert">
        {failure}
      </p>
    )
  if (head === null) return <p className="empty">{t('state.loading')}</p>
  return (
    <SectionText head={head} evidence={evidence} stream={stream} onStream={setStream} lineAt={lineAt} onNeed={need} />
  )
}

interface SectionTextProps {
  head: Excerpt
  evidence: Evidence
  stream: Evidence['stream']
  onStream: (stream: Evidence['stream']) => void
  lineAt: (index: number) => string | undefined
  onNeed: (index: number) => void
}

const none: number[] = []

function SectionText({ head, evidence, stream, onStream, lineAt, onNeed }: SectionTextProps) {
  const { t } = useTranslation()
  const language = usePreferences((state) => state.language)
  const { rows, unparsed, notes, proven } = head
  return (
    <>
      <div className="evidence-head">
        <div className="command">{head.command || '–'}</div>
        <div>
          <OutcomeMark outcome={head.outcome} />
          {head.exitCode !== null && head.exitCode !== 0 && ` · ${t('evidence.exit', { code: head.exitCode })}`}
          {' · '}
          {t('raw.rows', { count: rows })}
          {' · '}
          {unparsed.length === 0 ? (
            t('evidence.parsedAll')
          ) : (
            <span className="word-attention">{t('evidence.unparsed', { count: unparsed.length })}</span>
          )}
        </div>
        {head.message !== null && <div className="wrap">{tell(head.message, language)}</div>}
        {head.partialView !== null && (
          <div className="word-attention">
            ◐ {t('evidence.partial')}: {tell(head.partialView, language)}
          </div>
        )}
        {notes.map((note) => (
          <div className="dim wrap" key={note.code}>
            {tell(note, language)}
          </div>
        ))}
        {proven.map((row) => (
          <details key={`${row.line}-${row.key}`} open={proven.length === 1}>
            <summary>
              {t('evidence.parsed')} <b className="wrap">{row.key}</b>
            </summary>
            <dl className="fields">
              {Object.entries(row.fields).map(([name, value]) => (
                <FieldLine key={name} name={name} text={valueText(value)} />
              ))}
            </dl>
          </details>
        ))}
        {head.lines.stderr > 0 && (
          <SegmentedControl
            size="xs"
            value={stream}
            onChange={(value) => onStream(value === 'stderr' ? 'stderr' : 'stdout')}
            data={[
              { value: 'stdout', label: t('evidence.stdout') },
              { value: 'stderr', label: t('evidence.stderr') },
            ]}
          />
        )}
      </div>
      <EvidenceLines
        total={head.lines[stream]}
        lineAt={lineAt}
        onNeed={onNeed}
        proof={stream === evidence.stream ? evidence.lines : none}
        unparsed={stream === 'stdout' ? unparsed : none}
      />
    </>
  )
}

function FieldLine({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  )
}
