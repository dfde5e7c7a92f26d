import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Span } from '../../shared/model.ts'
import { isAbsent, isGap } from './lanes.ts'

/** What a span's state is called: the tool's own word, except where the tool said nothing. */
export function useStateName(): (span: Span) => string {
  const { t } = useTranslation()
  return useCallback((span: Span) => (isAbsent(span) || isGap(span) ? t(`timeline.${span.state}`) : span.state), [t])
}
