import { useComputedColorScheme } from '@mantine/core'
import { type RefObject, useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Incident } from '../../shared/contract/contract.ts'
import { useKindName } from '../preferences/kind-name.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { palettes } from '../theme/palette.ts'
import { clockTime } from '../words/format.ts'
import { sizedContext } from './canvas.ts'
import { draw } from './draw.ts'
import type { Drawing } from './drawing.ts'
import { useStateName } from './names.ts'
import type { Moments } from './use-moments.ts'

type Shown = Pick<
  Drawing,
  'width' | 'height' | 'scale' | 'rows' | 'scrollTop' | 'a' | 'b' | 'hoveredRow' | 'selectedRow'
>

/** Draws whenever React does. */
export function useDrawing(
  canvasRef: RefObject<HTMLCanvasElement | null>,
  moments: Moments,
  incident: Incident | null,
  shown: Shown,
): void {
  const palette = palettes[useComputedColorScheme('light')]
  const textScale = usePreferences((state) => state.textScale)
  const incidentLabel = useIncidentLabel(incident)
  const groupName = useKindName()
  const stateName = useStateName()
  const { positionOf } = moments.axis
  useLayoutEffect(() => {
    const context = sizedContext(canvasRef.current, shown.width, shown.height)
    if (context !== null)
      draw(context, { ...moments, ...shown, positionOf, palette, textScale, incidentLabel, groupName, stateName })
  })
}

function useIncidentLabel(incident: Incident | null): string {
  const { t } = useTranslation()
  if (incident === null) return ''
  const label = `${t('timeline.incident')} ${clockTime(incident.at)}`
  return incident.note === '' ? label : `${label} · ${incident.note}`
}
