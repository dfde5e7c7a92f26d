/** A number over time. Snapshots that did not collect it are holes in the line. */
import 'uplot/dist/uPlot.min.css'
import { useComputedColorScheme } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useCallback, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import UPlot from 'uplot'
import { knownProbe } from '../../shared/probes/index.ts'
import { useFieldWords } from '../preferences/use-field-words.ts'
import { palettes } from '../theme/palette.ts'
import { clockTime, displayWidth } from '../words/format.ts'
import { stepsOf } from './chart-steps.ts'
import type { Series } from './course.ts'

const height = 120

/** As wide as the longest of its texts, in pixels; ticks and their gap stand beside. */
function widthOf(_plot: UPlot, texts: string[] | null): number {
  const columns = Math.max(4, ...(texts ?? []).map(displayWidth))
  return 16 + columns * 5.6
}

export function NumberChart({ probe, times, series }: { probe: string; times: string[]; series: Series }) {
  const { t } = useTranslation()
  const scheme = useComputedColorScheme('light')
  const { ref, width } = useElementSize<HTMLDivElement>()
  const plotRef = useRef<HTMLDivElement>(null)
  const { name, values, least, most } = series
  const words = useFieldWords(probe)
  const { label } = words(name, null)
  const show = useCallback((value: number) => words(name, value).text, [words, name])
  useEffect(() => {
    const target = plotRef.current
    if (target === null || width === 0) return
    const palette = palettes[scheme]
    const axis: UPlot.Axis = {
      stroke: palette.dimmed,
      grid: { stroke: palette.faint, width: 1 },
      ticks: { stroke: palette.line, width: 1, size: 4 },
      font: '10px system-ui, sans-serif',
    }
    const upright: UPlot.Axis = { ...axis, size: widthOf, space: 26, values: (_plot, splits) => splits.map(show) }
    const steps = stepsOf(knownProbe(probe)?.fields[name]?.unit)
    if (steps !== undefined) upright.incrs = steps
    const long = Date.parse(times.at(-1) ?? '') - Date.parse(times[0] ?? '') > 36 * 3_600_000
    const tick = (seconds: number) => {
      const text = clockTime(new Date(seconds * 1000).toISOString(), long)
      return long ? text.slice(5, 10) : text
    }
    const plot = new UPlot(
      {
        width,
        height,
        cursor: { show: false },
        legend: { show: false },
        scales: { y: { range: (_plot, low, high) => [Math.min(0, low), Math.max(high, 1) * 1.08] } },
        axes: [{ ...axis, size: 24, values: (_plot, splits) => splits.map(tick) }, upright],
        series: [
          {},
          {
            stroke: palette.a,
            width: 1.5,
            spanGaps: false,
            points: { show: true, size: 5, fill: palette.a, stroke: palette.a },
          },
        ],
      },
      [times.map((time) => Date.parse(time) / 1000), values],
      target,
    )
    return () => plot.destroy()
  }, [times, values, show, width, scheme, probe, name])
  return (
    <div className="history-chart" ref={ref}>
      <div className="dim">
        {label}: {show(least)}
        {least === most ? '' : ` – ${show(most)}`}
      </div>
      <div
        ref={plotRef}
        role="img"
        aria-label={t('history.chart', { name: label, least: show(least), most: show(most) })}
        style={{ height }}
      />
    </div>
  )
}
