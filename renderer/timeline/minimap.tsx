/** The whole time in one strip: how much was in trouble when, and which part of it is shown above. */
import { useComputedColorScheme } from '@mantine/core'
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Lane } from '../../shared/model.ts'
import { palettes } from '../theme/palette.ts'
import { timeAt, xOf } from './axis.ts'
import { sizedContext } from './canvas.ts'
import { inkOf } from './draw-axis.ts'
import { dashedLine } from './shapes.ts'
import { troubleCounts } from './trouble.ts'
import type { Moments } from './use-moments.ts'
import type { Zoom } from './use-zoom.ts'

interface MinimapProps {
  moments: Moments
  lanes: Lane[]
  a: number
  b: number
  /** Where the axis begins. */
  left: number
  zoom: Zoom
}

/** In pixels, as in the style sheet. */
const height = 26
/** Of the shown part. */
const steps: Record<string, number> = { ArrowLeft: -0.2, ArrowRight: 0.2, PageUp: -1, PageDown: 1 }

export function Minimap({ moments, lanes, a, b, left, zoom }: MinimapProps) {
  const { momentsMs, incidentMs, axis, whole } = moments
  const { shown } = zoom
  const { t } = useTranslation()
  const scheme = useComputedColorScheme('light')
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>()
  const boxRef = useRef<HTMLDivElement>(null)
  const mergedRef = useMergedRef(sizeRef, boxRef)
  const canvasRef = useRef<HTMLCanvasElement>(null)
  const { bad, seen } = useMemo(() => troubleCounts(lanes, momentsMs.length), [lanes, momentsMs.length])
  const scale = { ...whole, left, width: Math.max(50, width - left - 34) }
  const length = shown.toMs - shown.fromMs
  const isWhole = length >= (whole.toMs - whole.fromMs) * 0.999

  useLayoutEffect(() => {
    const context = sizedContext(canvasRef.current, width, height)
    if (context === null) return
    const palette = palettes[scheme]
    context.clearRect(0, 0, width, height)
    const most = Math.max(1, ...bad)
    momentsMs.forEach((moment, index) => {
      const x = Math.round(xOf(scale, moment))
      const tall = ((bad[index] ?? 0) / most) * (height - 10)
      context.fillStyle = inkOf({ palette, a, b }, index)
      context.fillRect(x - 1, height - 5, 2, 5)
      if (seen[index] === 0) return
      context.fillStyle = palette.health.bad
      context.fillRect(x - 2, height - 5 - tall, 4, tall)
    })
    if (incidentMs === null) return
    const x = Math.round(xOf(scale, axis.positionOf(incidentMs))) + 0.5
    context.strokeStyle = palette.incident
    dashedLine(context, [3, 2], [x, 0], [x, height])
  })

  const around = (clientX: number) => {
    const box = boxRef.current?.getBoundingClientRect()
    if (box === undefined || isWhole) return
    const middle = timeAt(scale, clientX - box.left)
    zoom.show({ fromMs: middle - length / 2, toMs: middle + length / 2 })
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) around(event.clientX)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = steps[event.key]
    if (by !== undefined) zoom.pan(by * length)
    else if (event.key === '+' || event.key === '=') zoom.zoom(0.625)
    else if (event.key === '-') zoom.zoom(1.6)
    else if (event.key === 'Home') zoom.show(null)
    else return
    event.preventDefault()
  }
  const percent = (ms: number) => Math.round(((ms - whole.fromMs) / Math.max(1, whole.toMs - whole.fromMs)) * 100)
  const from = xOf(scale, shown.fromMs)
  const to = xOf(scale, shown.toMs)
  return (
    <div
      ref={mergedRef}
      className="minimap"
      role="slider"
      tabIndex={0}
      aria-label={t('timeline.minimap')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent((shown.fromMs + shown.toMs) / 2)}
      aria-valuetext={`${percent(shown.fromMs)}–${percent(shown.toMs)} %`}
      title={t('timeline.minimapText')}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        around(event.clientX)
      }}
      onPointerMove={onPointerMove}
      onDoubleClick={() => zoom.show(null)}
      onKeyDown={onKeyDown}
    >
      <canvas ref={canvasRef} />
      {width > 0 && <div className="minimap-window" style={{ left: from, width: Math.max(4, to - from) }} />}
    </div>
  )
}
