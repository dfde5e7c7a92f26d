import { useCallback } from 'react'
import type { FieldValue } from '../../shared/model.ts'
import { knownProbe } from '../../shared/probes/index.ts'
import { fieldLabel, valueText } from '../../shared/probes/shown.ts'
import { useLanguage } from './preferences.ts'

/** The label and the value of a field of this probe, in words. */
export function useFieldWords(
  probe: string,
): (name: string, value: FieldValue | undefined) => { label: string; text: string } {
  const language = useLanguage()
  return useCallback(
    (name: string, value: FieldValue | undefined) => ({
      label: fieldLabel(probe, name, language),
      text: valueText(knownProbe(probe)?.fields[name], value, { language, zone: 'local' }),
    }),
    [probe, language],
  )
}
