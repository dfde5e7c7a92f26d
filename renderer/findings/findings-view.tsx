/** What the rules say of B against A: one heading for each cause, its subjects below it. */
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sentenceOf } from '../../shared/findings/sentence.ts'
import type { Finding, Severity } from '../../shared/model.ts'
import { saveReport } from '../export/save-report.ts'
import { report, select, useLibrary } from '../library/library.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { since, utcInterval } from '../words/format.ts'
import { type FindingGroup, groupFindings } from './group-findings.ts'
import { unmuteFinding } from './judgement.ts'
import { MuteDialog } from './mute-dialog.tsx'
import { ThresholdsDialog } from './thresholds-dialog.tsx'

const signs: Record<Severity, string> = { critical: '▲', warning: '◆', info: '●' }
const groupsShown = 100
const childrenShown = 20

export function FindingsView() {
  const { t } = useTranslation()
  const findings = useLibrary((state) => state.findings)
  const alone = useLibrary((state) => state.aId === state.bId)
  const [limit, setLimit] = useState(groupsShown)
  const [dialog, setDialog] = useState<'thresholds' | null>(null)
  const site = useLibrary((state) => state.site)
  const groups = useMemo(() => groupFindings((findings ?? []).filter(({ muted }) => muted === undefined)), [findings])
  const resolved = useLibrary((state) => state.resolved)
  const lost = useLibrary((state) => state.lost)
  const muted = useMemo(() => (findings ?? []).filter((finding) => finding.muted !== undefined), [findings])
  if (findings === null) return <p className="empty">{t('state.loading')}</p>
  return (
    <div className="scroll">
      <div className="tool-row">
        <button type="button" className="chip" onClick={() => void saveReport('html', t('report.saved'))}>
          {t('report.button')}
        </button>
        <button type="button" className="chip" onClick={() => setDialog('thresholds')}>
          {t('thresholds.button')}
        </button>
      </div>
      {dialog === 'thresholds' && site !== null && <ThresholdsDialog site={site} onClose={() => setDialog(null)} />}
      {groups.length === 0 && <p className="empty">{t(alone ? 'findings.noneAlone' : 'findings.none')}</p>}
      {/* biome-ignore lint/a11y/useSemanticElements: headings and children are blocks of their own */}
      <div role="list" aria-label={t('tab.findings')}>
        {groups.slice(0, limit).map((group) => (
          <Group key={group.cause} group={group} />
        ))}
      </div>
      {groups.length > limit && (
        <p className="empty">
          <button type="button" className="link" onClick={() => setLimit(limit + groupsShown)}>
            {t('findings.more', { count: Math.min(groupsShown, groups.length - limit) })}
          </button>
        </p>
      )}
      <Apart name="resolved" findings={resolved} />
      <Apart name="lost" findings={lost} />
      <Apart name="muted" findings={muted} />
    </div>
  )
}

/** Findings that do not count here: over, out of sight, or muted. */
function Apart({ name, findings }: { name: 'resolved' | 'lost' | 'muted'; findings: Finding[] }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  if (findings.length === 0) return null
  return (
    <section className={`apart ${name}`} aria-label={t(`findings.apart.${name}`)}>
      <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? '▾' : '▸'} {t(`findings.apart.${name}`)} · {findings.length}
      </button>
      {open &&
        findings.slice(0, 200).map((finding) => (
          <div className="finding-child" key={`${finding.rule}\u0000${JSON.stringify(finding.subject)}`}>
            <FindingLine finding={finding} />
          </div>
        ))}
    </section>
  )
}

function Group({ group }: { group: FindingGroup }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [limit, setLimit] = useState(childrenShown)
  const { head, rest } = group
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the list
    <div className="finding" role="listitem">
      <FindingLine finding={head} />
      {rest.length > 0 && (
        <div style={{ padding: '0 12px 7px 40px' }}>
          <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? '▾' : '▸'} {t('findings.subjects', { count: rest.length + 1 })}
          </button>
        </div>
      )}
      {open &&
        rest.slice(0, limit).map((finding) => (
          <div
            className="finding-child"
            key={`${finding.rule}\u0000${finding.subject.probe}\u0000${finding.subject.place}\u0000${finding.subject.key}`}
          >
            <FindingLine finding={finding} />
          </div>
        ))}
      {open && rest.length > limit && (
        <p style={{ margin: '4px 12px 8px 40px' }}>
          <button type="button" className="link" onClick={() => setLimit(limit + 200)}>
            {t('findings.more', { count: Math.min(200, rest.length - limit) })}
          </button>
        </p>
      )}
    </div>
  )
}

function FindingLine({ finding }: { finding: Finding }) {
  const { t } = useTranslation()
  const language = usePreferences((state) => state.language)
  const chosen = useLibrary((state) => state.selection?.evidence === finding.evidence)
  const reference = useLibrary((state) => state.timeline?.snapshots.find((one) => one.id === state.bId)?.takenAt ?? '')
  const [muting, setMuting] = useState(false)
  const { title, next } = sentenceOf(finding, language)
  const when = since(finding.since, reference, language)
  const { muted } = finding
  return (
    <div className="finding-row">
      <button
        type="button"
        className="finding-head"
        aria-pressed={chosen}
        onClick={() => select({ title, subject: finding.subject, evidence: finding.evidence })}
      >
        <span
          className={`severity-${finding.severity}`}
          role="img"
          aria-label={t(`findings.severity.${finding.severity}`)}
          title={t(`findings.severity.${finding.severity}`)}
        >
          {signs[finding.severity]}
        </span>
        <span>
          <span className="finding-title">{title}</span>
          {when !== '' && (
            <span className="dim" title={utcInterval(finding.since)}>
              {' '}
              · {t('findings.since', { when })}
            </span>
          )}
          {muted !== undefined && (
            <span className="wrap" style={{ display: 'block' }}>
              {t('mute.because', { reason: muted })}
            </span>
          )}
          {next !== '' && (
            <span className="dim wrap" style={{ display: 'block' }}>
              {t('findings.next')}: {next}
            </span>
          )}
        </span>
        <span>
          <span className={`badge badge-${finding.certainty}`}>{t(`findings.${finding.certainty}`)}</span>
          {finding.standing !== undefined && <span className="badge">{t(`findings.${finding.standing}`)}</span>}
        </span>
      </button>
      <button
        type="button"
        className="link mute"
        onClick={() => (muted === undefined ? setMuting(true) : void unmuteFinding(finding).catch(report))}
      >
        {t(muted === undefined ? 'mute.button' : 'mute.undo')}
      </button>
      {muting && <MuteDialog finding={finding} title={title} onClose={() => setMuting(false)} />}
    </div>
  )
}
