import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** What the things of a probe are called; a probe without words of its own keeps its name. */
export function useKindName(): (probe: string) => string {
  const { t } = useTranslation()
  return useCallback((probe: string) => t(`kind.${probe}`, { defaultValue: probe }), [t])
}
