/** The drawn part of the timeline: what is pointed at is told, what is clicked is opened. */
import { useMergedRef } from '@mantine/hooks'
import { type KeyboardEvent, type PointerEvent, type ReactNode, type Ref, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Incident } from '../../shared/contract/contract.ts'
import type { Lane } from '../../shared/model.ts'
import { selectSubject } from '../library/subject-evidence.ts'
import { type Scale, timeAt, xOf } from './axis.ts'
import { axisHeight, rowHeight } from './drawing.ts'
import { Handles } from './handles.tsx'
import { type LaneGroup, rowsOf } from './lane-groups.ts'
import { LaneTable } from './lane-table.tsx'
import { MomentMenu } from './moment-menu.tsx'
import { type Point, pointAt, tipLines } from './pointing.ts'
import { type Tip, TipBox } from './tip-box.tsx'
import { useTips } from './tips.ts'
import { useDrawing } from './use-drawing.ts'
import type { Moments } from './use-moments.ts'
import { useSelectedRow } from './use-selected-row.ts'
import { useWheel } from './use-wheel.ts'
import type { Zoom } from './use-zoom.ts'

interface TimelineBodyProps {
  sizeRef: Ref<HTMLDivElement>
  /** In pixels; 0 until it is measured. */
  size: { width: number; height: number }
  incident: Incident | null
  moments: Moments
  groups: LaneGroup[]
  scale: Scale
  zoom: Zoom
  /** Indexes of A and B; -1 where there is none. */
  a: number
  b: number
  children: ReactNode
}

/** Left of the first snapshot a click still belongs to it. */
const nearAxis = 8
const rowSteps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

export function TimelineBody(props: TimelineBodyProps) {
  const { sizeRef, size, incident, moments, groups, scale, zoom, a, b, children } = props
  const { t } = useTranslation()
  const { width, height } = size
  const { snapshots, momentsMs, axis, events } = moments
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [hovered, setHovered] = useState(-1)
  const [tip, setTip] = useState<Tip | null>(null)
  const [menu, setMenu] = useState<{ index: number; atMs: number } | null>(null)
  const [scrollTop, setScrollTop] = useState(0)
  const bodyRef = useRef<HTMLDivElement>(null)
  const mergedRef = useMergedRef(sizeRef, bodyRef)
  const canvasRef = useRef<HTMLCanvasElement>(null)
  const scrollRef = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => rowsOf(groups, closed), [groups, closed])
  const selectedRow = useSelectedRow(rows)
  const tips = useTips(moments, a, b)
  const on = { moments, scale, rows }
  useDrawing(canvasRef, moments, incident, {
    width,
    height,
    scale,
    rows,
    scrollTop,
    a,
    b,
    hoveredRow: hovered,
    selectedRow,
  })
  useWheel(bodyRef, scale, zoom)

  const toggle = (probe: string) => {
    const next = new Set(closed)
    if (!next.delete(probe)) next.add(probe)
    setClosed(next)
  }
  const openLane = ({ probe, place, key, label }: Lane, index: number) => {
    const snapshot = snapshots[index] ?? snapshots.at(-1)
    if (snapshot !== undefined) void selectSubject({ probe, place, key }, label, snapshot, 'history')
  }
  const openRow = (index: number, snapshot: number) => {
    const row = rows[index]
    if (row?.kind === 'group') toggle(row.group.probe)
    if (row?.kind === 'lane') openLane(row.lane, snapshot)
  }
  const openMoment = ({ x, snapshot }: Point) => {
    const isOnAxis = x >= scale.left - nearAxis && snapshot !== -1
    setMenu(isOnAxis ? { index: snapshot, atMs: axis.timeOf(timeAt(scale, x)) } : null)
  }
  const pointOf = (event: PointerEvent<HTMLElement>) => pointAt(bodyRef.current!, scrollRef.current, event, on)
  const onMove = (event: PointerEvent<HTMLElement>) => {
    const point = pointOf(event)
    const lines = tipLines(point, on, tips)
    setHovered(point.row)
    setTip(lines.length === 0 ? null : { x: point.x, y: point.y, lines })
  }
  const onLeave = () => {
    setHovered(-1)
    setTip(null)
  }
  const onClick = (event: PointerEvent<HTMLElement>) => {
    const point = pointOf(event)
    if (point.row === -1) return openMoment(point)
    setMenu(null)
    openRow(point.row, point.x < scale.left ? b : point.snapshot)
  }
  const walk = (from: number, step: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, from + step))
    setHovered(next)
    if (scrollRef.current !== null) bringIntoView(scrollRef.current, next, height)
  }
  const onKey = (event: KeyboardEvent) => {
    const step = rowSteps[event.key]
    const from = hovered === -1 ? selectedRow : hovered
    if (event.key === 'Escape') return setMenu(null)
    if (step !== undefined) walk(from, step)
    else if (event.key === 'Enter' || event.key === ' ') openRow(from, b)
    else return
    event.preventDefault()
  }
  const menuSnapshot = menu === null ? undefined : snapshots[menu.index]

  return (
    <div className="timeline-body" ref={mergedRef}>
      {/* biome-ignore lint/a11y/useSemanticElements: a canvas under a scroller is no list of options; the table below is */}
      <div
        ref={scrollRef}
        className="timeline-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows walk the lanes, Enter opens one
        tabIndex={0}
        role="group"
        aria-label={t('timeline.label')}
        style={{ cursor: hovered >= 0 && hovered < rows.length ? 'pointer' : 'default' }}
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
        onPointerMove={onMove}
        onPointerLeave={onLeave}
        onPointerUp={onClick}
        onKeyDown={onKey}
      >
        <div style={{ height: axisHeight + rows.length * rowHeight }} />
      </div>
      <canvas ref={canvasRef} />
      {width > 0 && <Handles bodyRef={bodyRef} moments={moments} scale={scale} a={a} b={b} />}
      {children}
      {tip !== null && menu === null && <TipBox tip={tip} width={width} height={height} />}
      {menu !== null && menuSnapshot !== undefined && (
        <MomentMenu
          x={Math.min(xOf(scale, momentsMs[menu.index]!), width - 210)}
          snapshot={menuSnapshot}
          index={menu.index}
          atMs={menu.atMs}
          lines={tips.ofSnapshot(menu.index)}
          onClose={() => setMenu(null)}
        />
      )}
      <LaneTable events={events} groups={groups} onOpen={(lane) => openLane(lane, b)} />
    </div>
  )
}

/** Scrolls so far that a row is between the axis and the lower edge. */
function bringIntoView(scroller: HTMLElement, row: number, height: number): void {
  const top = row * rowHeight
  const shown = height - axisHeight
  if (top < scroller.scrollTop) scroller.scrollTop = top
  if (top + rowHeight > scroller.scrollTop + shown) scroller.scrollTop = top + rowHeight - shown
}
