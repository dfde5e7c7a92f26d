/** Findings below a heading, a part at a time. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../shared/model.ts'
import { FindingItem } from './finding-item.tsx'

const shownAtFirst = 20
const moreAtOnce = 200

const keyOfFinding = ({ rule, subject }: Finding): string => JSON.stringify([rule, subject])

export function Children({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation()
  const [limit, setLimit] = useState(shownAtFirst)
  const left = findings.length - limit
  return (
    <>
      {findings.slice(0, limit).map((finding) => (
        <div className="finding-child" key={keyOfFinding(finding)}>
          <FindingItem finding={finding} />
        </div>
      ))}
      {left > 0 && (
        <p className="finding-more">
          <button type="button" className="link" onClick={() => setLimit(limit + moreAtOnce)}>
            {t('findings.more', { count: Math.min(moreAtOnce, left) })}
          </button>
        </p>
      )}
    </>
  )
}
