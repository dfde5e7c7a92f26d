import { useCallback } from 'react'
import type { Lane, Span } from '../../shared/model.ts'
import { stateText } from '../../shared/probes/shown.ts'
import { useLanguage } from '../preferences/preferences.ts'

export type StateName = (lane: Pick<Lane, 'probe'>, span: Span) => string

/** What a span's state is called: the tool's own word, where it is the tool's. */
export function useStateName(): StateName {
  const language = useLanguage()
  return useCallback((lane: Pick<Lane, 'probe'>, span: Span) => stateText(lane.probe, span.state, language), [language])
}
