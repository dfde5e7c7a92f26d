/** The whole time in one strip: how much was in trouble when, and which part of it is shown above. */
import { useComputedColorScheme } from '@mantine/core'
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Lane } from '../../shared/model.ts'
import { palettes } from '../theme/palette.ts'
import { timeAt, troubleCounts, type Window, xOf, zoomed } from './model.ts'

interface MinimapProps {
  lanes: Lane[]
  momentsMs: number[]
  incidentMs: number | null
  a: number
  b: number
  whole: Window
  shown: Window
  left: number
  /** null: all of it. */
  onShow: (window: Window | null) => void
}

const height = 26

export function Minimap({ lanes, momentsMs, incidentMs, a, b, whole, shown, left, onShow }: MinimapProps) {
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
    const canvas = canvasRef.current
    const context = canvas?.getContext('2d')
    if (canvas === null || context == null || width === 0) return
    const palette = palettes[scheme]
    const ratio = window.devicePixelRatio || 1
    canvas.width = Math.round(width * ratio)
    canvas.height = Math.round(height * ratio)
    canvas.style.width = `${width}px`
    canvas.style.height = `${height}px`
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, width, height)
    const most = Math.max(1, ...bad)
    momentsMs.forEach((moment, index) => {
      const x = Math.round(xOf(scale, moment))
      const tall = ((bad[index] ?? 0) / most) * (height - 10)
      context.fillStyle = index === b ? palette.b : index === a ? palette.a : palette.dimmed
      context.fillRect(x - 1, height - 5, 2, 5)
      if (seen[index] === 0) return
      context.fillStyle = palette.health.bad
      context.fillRect(x - 2, height - 5 - tall, 4, tall)
    })
    if (incidentMs !== null) {
      context.strokeStyle = palette.incident
      context.setLineDash([3, 2])
      context.beginPath()
      context.moveTo(Math.round(xOf(scale, incidentMs)) + 0.5, 0)
      context.lineTo(Math.round(xOf(scale, incidentMs)) + 0.5, height)
      context.stroke()
      context.setLineDash([])
    }
  })

  const around = (clientX: number) => {
    const box = boxRef.current?.getBoundingClientRect()
    if (box === undefined || isWhole) return
    const middle = timeAt(scale, clientX - box.left)
    onShow({ fromMs: middle - length / 2, toMs: middle + length / 2 })
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) around(event.clientX)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -0.2, ArrowRight: 0.2, PageUp: -1, PageDown: 1 }[event.key]
    const middle = (shown.fromMs + shown.toMs) / 2
    if (by !== undefined) onShow({ fromMs: shown.fromMs + by * length, toMs: shown.toMs + by * length })
    else if (event.key === '+' || event.key === '=') onShow(zoomed(shown, whole, middle, 0.625))
    else if (event.key === '-') onShow(zoomed(shown, whole, middle, 1.6))
    else if (event.key === 'Home') onShow(null)
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
      onDoubleClick={() => onShow(null)}
      onKeyDown={onKeyDown}
    >
      <canvas ref={canvasRef} />
      {width > 0 && <div className="minimap-window" style={{ left: from, width: Math.max(4, to - from) }} />}
    </div>
  )
}
