import { useCallback } from 'react'
import { probeTitle } from '../../shared/probes/shown.ts'
import { useLanguage } from './preferences.ts'

/** What the things of a probe are called. */
export function useKindName(): (probe: string) => string {
  const language = useLanguage()
  return useCallback((probe: string) => probeTitle(probe, language), [language])
}
