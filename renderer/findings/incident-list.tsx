/** Incidents: each with its cause's finding, the story of what came of it, and all that was found of it. */
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Incident } from '../../shared/incidents/incident.ts'
import { overText, type StoryLine, storyOf } from '../../shared/incidents/story.ts'
import type { Finding } from '../../shared/model.ts'
import { certaintyWords, severityWords } from '../../shared/words/signs.ts'
import { select } from '../library/selection.ts'
import { useLanguage } from '../preferences/preferences.ts'
import { Children } from './finding-children.tsx'
import { FindingItem } from './finding-item.tsx'

const shownAtFirst = 100

interface Props {
  label: string
  incidents: readonly Incident[]
  /** Those that the incidents count. */
  findings: readonly Finding[]
}

export function IncidentList({ label, incidents, findings }: Props) {
  const { t } = useTranslation()
  const [limit, setLimit] = useState(shownAtFirst)
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: headings and steps are blocks of their own */}
      <div role="list" aria-label={label}>
        {incidents.slice(0, limit).map((incident) => (
          <IncidentItem key={incident.id} incident={incident} findings={findings} />
        ))}
      </div>
      {incidents.length > limit && (
        <p className="empty">
          <button type="button" className="link" onClick={() => setLimit(limit + shownAtFirst)}>
            {t('findings.more', { count: Math.min(shownAtFirst, incidents.length - limit) })}
          </button>
        </p>
      )}
    </>
  )
}

/** A story of one line is told by its finding. */
function IncidentItem({ incident, findings }: { incident: Incident; findings: readonly Finding[] }) {
  const language = useLanguage()
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const story = useMemo(() => storyOf(incident, findings, language), [incident, findings, language])
  const own = useMemo(() => {
    const indexes = new Set(incident.steps.flatMap(({ finding }) => finding ?? []))
    indexes.delete(incident.cause)
    return [...indexes].flatMap((index) => findings[index] ?? [])
  }, [incident, findings])
  const cause = findings[incident.cause]
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the list
    <div className="finding" role="listitem">
      {cause !== undefined && <FindingItem finding={cause} />}
      {story.lines.length > 1 && (
        <ol className="story" aria-label={t('findings.story', { when: story.when })}>
          {story.lines.map((line) => (
            <Line key={`${line.when} ${line.text}`} line={line} findings={findings} />
          ))}
        </ol>
      )}
      {own.length > 0 && (
        <div className="finding-subjects">
          <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? '▾' : '▸'} {t('findings.subjects', { count: own.length + 1 })}
          </button>
        </div>
      )}
      {open && <Children findings={own} />}
    </div>
  )
}

/** When, what, and why it is told here; what was found opens its proof. */
function Line({ line, findings }: { line: StoryLine; findings: readonly Finding[] }) {
  const language = useLanguage()
  const { when, text, severity, why } = line
  const over = overText(line, language)
  const [index] = line.findings
  const finding = index === undefined ? undefined : findings[index]
  return (
    <li>
      <span className="story-when">{when}</span>
      <Sign severity={severity} />
      <span className="story-what">
        {finding === undefined ? (
          text
        ) : (
          <button
            type="button"
            className="opens"
            onClick={() => select({ title: text, subject: finding.subject, evidence: finding.evidence })}
          >
            {text}
          </button>
        )}
        {over !== '' && <span className="dim"> · {over}</span>}
        {why !== null && (
          <span className="dim finding-line">
            ↳ {why.text}{' '}
            <span className={`badge badge-${why.certainty}`} title={why.source ?? undefined}>
              {certaintyWords[why.certainty][language]}
            </span>
          </span>
        )}
      </span>
    </li>
  )
}

function Sign({ severity }: { severity: StoryLine['severity'] }) {
  const language = useLanguage()
  if (severity === null) return <span aria-hidden="true">⌨</span>
  const { sign, word } = severityWords[severity]
  return (
    <span className={`severity-${severity}`} role="img" aria-label={word[language]} title={word[language]}>
      {sign}
    </span>
  )
}
