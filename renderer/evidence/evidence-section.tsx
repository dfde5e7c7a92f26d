/** The section of a piece of evidence: what was run, how it ended, what was read from it, and its lines. */
import { SegmentedControl } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Excerpt } from '../../shared/contract/contract.ts'
import type { Evidence } from '../../shared/model.ts'
import { OutcomeMark } from '../controls/outcome-mark.tsx'
import { Trouble } from '../controls/trouble.tsx'
import { useTell } from '../preferences/telling.ts'
import { EvidenceLines } from './evidence-lines.tsx'
import { ProvenRow } from './proven-row.tsx'
import { useExcerpt } from './use-excerpt.ts'

type Stream = Evidence['stream']
const none: number[] = []

export function EvidenceSection({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation()
  const [stream, setStream] = useState<Stream>(evidence.stream)
  const { head, failure, lineAt, need } = useExcerpt(evidence, stream)
  useEffect(() => setStream(evidence.stream), [evidence])
  // A command that failed usually says why on stderr only.
  const isSilent = head !== null && head.lines.stdout === 0 && head.lines.stderr > 0
  useEffect(() => {
    if (isSilent) setStream('stderr')
  }, [isSilent])
  if (failure !== null) return <Trouble text={failure} />
  if (head === null) return <p className="empty">{t('state.loading')}</p>
  return (
    <>
      <div className="evidence-head">
        <SectionSummary head={head} />
        {head.proven.map((row) => (
          <ProvenRow
            key={`${row.line}-${row.key}`}
            probe={evidence.probe}
            row={row}
            isOpen={head.proven.length === 1}
          />
        ))}
        {head.lines.stderr > 0 && <StreamSwitch stream={stream} onStream={setStream} />}
      </div>
      <EvidenceLines
        total={head.lines[stream]}
        lineAt={lineAt}
        onNeed={need}
        proof={stream === evidence.stream ? evidence.lines : none}
        unparsed={stream === 'stdout' ? head.unparsed : none}
      />
    </>
  )
}

function SectionSummary({ head }: { head: Excerpt }) {
  const { t } = useTranslation()
  const tell = useTell()
  const { command, outcome, exitCode, rows, unparsed, message, partialView, notes } = head
  return (
    <>
      <div className="command">{command || '–'}</div>
      <div>
        <OutcomeMark outcome={outcome} />
        {exitCode !== null && exitCode !== 0 && ` · ${t('evidence.exit', { code: exitCode })}`}
        {' · '}
        {t('raw.rows', { count: rows })}
        {' · '}
        {unparsed.length === 0 ? (
          t('evidence.parsedAll')
        ) : (
          <span className="word-attention">{t('evidence.unparsed', { count: unparsed.length })}</span>
        )}
      </div>
      {message !== null && <div className="wrap">{tell(message)}</div>}
      {partialView !== null && (
        <div className="word-attention">
          ◐ {t('evidence.partial')}: {tell(partialView)}
        </div>
      )}
      {notes.map((note) => (
        <div className="dim wrap" key={JSON.stringify(note)}>
          {tell(note)}
        </div>
      ))}
    </>
  )
}

function StreamSwitch({ stream, onStream }: { stream: Stream; onStream: (stream: Stream) => void }) {
  const { t } = useTranslation()
  return (
    <SegmentedControl
      size="xs"
      value={stream}
      onChange={(value) => onStream(value === 'stderr' ? 'stderr' : 'stdout')}
      data={[
        { value: 'stdout', label: t('evidence.stdout') },
        { value: 'stderr', label: t('evidence.stderr') },
      ]}
    />
  )
}
