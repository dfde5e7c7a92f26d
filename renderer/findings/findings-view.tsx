/** What the rules say of B against A: one heading for each cause, its subjects below it. */
import './findings.css'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CauseGroup, groupsByCause } from '../../shared/findings/causes.ts'
import type { Finding } from '../../shared/model.ts'
import { saveReport } from '../export/save-report.ts'
import { usePair } from '../library/pair.ts'
import { useSites } from '../library/sites.ts'
import { FindingItem } from './finding-item.tsx'
import { ThresholdsDialog } from './thresholds-dialog.tsx'

const groupsShown = 100
const childrenShown = 20
const moreChildren = 200

const keyOfFinding = ({ rule, subject }: Finding): string => JSON.stringify([rule, subject])

export function FindingsView() {
  const { t } = useTranslation()
  const { findings, resolved, lost } = usePair()
  const alone = usePair((state) => state.aId === state.bId)
  const site = useSites((state) => state.site)
  const [limit, setLimit] = useState(groupsShown)
  const [showsThresholds, setShowsThresholds] = useState(false)
  const groups = useMemo(() => groupsByCause((findings ?? []).filter(({ muted }) => muted === undefined)), [findings])
  const muted = useMemo(() => (findings ?? []).filter((finding) => finding.muted !== undefined), [findings])
  if (findings === null) return <p className="empty">{t('state.loading')}</p>
  return (
    <div className="scroll">
      <div className="tool-row">
        <button type="button" className="chip" onClick={() => void saveReport('html', t('report.saved'))}>
          {t('report.button')}
        </button>
        <button type="button" className="chip" onClick={() => setShowsThresholds(true)}>
          {t('thresholds.button')}
        </button>
      </div>
      {showsThresholds && site !== null && <ThresholdsDialog site={site} onClose={() => setShowsThresholds(false)} />}
      {groups.length === 0 && <p className="empty">{t(alone ? 'findings.noneAlone' : 'findings.none')}</p>}
      {/* biome-ignore lint/a11y/useSemanticElements: headings and children are blocks of their own */}
      <div role="list" aria-label={t('findings.list')}>
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

function Children({ findings }: { findings: Finding[] }) {
  return findings.map((finding) => (
    <div className="finding-child" key={keyOfFinding(finding)}>
      <FindingItem finding={finding} />
    </div>
  ))
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
      {open && <Children findings={findings.slice(0, moreChildren)} />}
    </section>
  )
}

function Group({ group: { head, rest } }: { group: CauseGroup }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [limit, setLimit] = useState(childrenShown)
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the list
    <div className="finding" role="listitem">
      <FindingItem finding={head} />
      {rest.length > 0 && (
        <div className="finding-subjects">
          <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? '▾' : '▸'} {t('findings.subjects', { count: rest.length + 1 })}
          </button>
        </div>
      )}
      {open && <Children findings={rest.slice(0, limit)} />}
      {open && rest.length > limit && (
        <p className="finding-more">
          <button type="button" className="link" onClick={() => setLimit(limit + moreChildren)}>
            {t('findings.more', { count: Math.min(moreChildren, rest.length - limit) })}
          </button>
        </p>
      )}
    </div>
  )
}
