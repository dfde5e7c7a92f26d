/** The timeline: snapshots and lanes over time, the handles A and B, the incident. */
import { useComputedColorScheme } from '@mantine/core'
import { useElementSize, useMergedRef } from '@mantine/hooks'
import {
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { Timeline as TimelineData } from '../../shared/contract/contract.ts'
import type { Lane, Span } from '../../shared/model.ts'
import { choose, isComplete, useLibrary } from '../library/library.ts'
import { selectSubject } from '../library/subject-evidence.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { palettes } from '../theme/palette.ts'
import { clockTime, utcTime } from '../words/format.ts'
import { axisHeight, dotY, draw, eventY, rowHeight } from './draw.ts'
import { Handle } from './handle.tsx'
import { LaneTable } from './lane-table.tsx'
import { Minimap } from './minimap.tsx'
import {
  beganWithin,
  evenAxis,
  eventBounds,
  groupLanes,
  held,
  isGap,
  type LaneFilter,
  nearest,
  rowsOf,
  spanAt,
  timeAt,
  trueAxis,
  type Window,
  wholeWindow,
  xOf,
  zoomed,
} from './model.ts'
import { MomentMenu } from './moment-menu.tsx'
import { TimelineTools } from './timeline-tools.tsx'

interface Tip {
  x: number
  y: number
  lines: string[]
}

export function Timeline({ timeline }: { timeline: TimelineData }) {
  const { t } = useTranslation()
  const scheme = useComputedColorScheme('light')
  const aId = useLibrary((state) => state.aId)
  const bId = useLibrary((state) => state.bId)
  const subject = useLibrary((state) => state.selection?.subject ?? null)
  const [filter, setFilter] = useState<LaneFilter>({ onlyChanged: true, onlyNotFine: false, search: '' })
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [hovered, setHovered] = useState(-1)
  const [tip, setTip] = useState<Tip | null>(null)
  const [menu, setMenu] = useState<{ index: number; atMs: number } | null>(null)
  const [scrollTop, setScrollTop] = useState(0)
  const { ref: sizeRef, width, height } = useElementSize<HTMLDivElement>()
  const bodyRef = useRef<HTMLDivElement>(null)
  const mergedRef = useMergedRef(sizeRef, bodyRef)
  const canvasRef = useRef<HTMLCanvasElement>(null)
  const scrollRef = useRef<HTMLDivElement>(null)

  const { snapshots, lanes, incident } = timeline
  const even = usePreferences((state) => state.even)
  const textScale = usePreferences((state) => state.textScale)
  const timesMs = useMemo(() => snapshots.map((snapshot) => Date.parse(snapshot.takenAt)), [snapshots])
  const axis = useMemo(() => (even ? evenAxis(timesMs) : trueAxis), [even, timesMs])
  const momentsMs = useMemo(() => timesMs.map((ms) => axis.positionOf(ms)), [timesMs, axis])
  const inferred = useMemo(() => snapshots.map((snapshot) => snapshot.takenAtInferred !== null), [snapshots])
  const completes = useMemo(() => snapshots.map(isComplete), [snapshots])
  const events = useMemo(() => snapshots.flatMap((snapshot) => snapshot.events), [snapshots])
  const whole = useMemo(() => {
    const bounds = events.flatMap((event) => {
      const known = eventBounds(event)
      return known === null ? [] : [known.fromMs, known.toMs]
    })
    const others = [...bounds, ...(incident === null ? [] : [Date.parse(incident.at)])]
    return wholeWindow([...momentsMs, ...others.map((ms) => axis.positionOf(ms))])
  }, [momentsMs, events, incident, axis])
  const [zoom, setZoom] = useState<Window | null>(null)
  // Another axis has other positions: a window of the old one means nothing on it.
  const [zoomedAxis, setZoomedAxis] = useState(axis)
  if (zoomedAxis !== axis) {
    setZoomedAxis(axis)
    setZoom(null)
  }
  const shown = zoom === null ? whole : held(zoom, whole)
  const groups = useMemo(() => groupLanes(lanes, filter), [lanes, filter])
  const rows = useMemo(() => rowsOf(groups, closed), [groups, closed])
  const left = Math.min(280, Math.max(120, width * 0.28))
  const scale = useMemo(() => ({ ...shown, left, width: Math.max(50, width - left - 34) }), [shown, left, width])
  const a = snapshots.findIndex((snapshot) => snapshot.id === aId)
  const b = snapshots.findIndex((snapshot) => snapshot.id === bId)
  const selectedRow = rows.findIndex(
    (row) =>
      row.kind === 'lane' &&
      subject !== null &&
      row.lane.key === subject.key &&
      row.lane.probe === subject.probe &&
      row.lane.place === subject.place,
  )
  const stateName = useCallback(
    (span: Span) =>
      span.state === 'absent' || span.state === 'not-collected' ? t(`timeline.${span.state}`) : span.state,
    [t],
  )
  const groupName = useCallback((probe: string) => t(`kind.${probe}`, { defaultValue: probe }), [t])

  useLayoutEffect(() => {
    const canvas = canvasRef.current
    const context = canvas?.getContext('2d')
    if (canvas === null || context == null || width === 0) return
    const ratio = window.devicePixelRatio || 1
    canvas.width = Math.round(width * ratio)
    canvas.height = Math.round(height * ratio)
    canvas.style.width = `${width}px`
    canvas.style.height = `${height}px`
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    draw(context, {
      width,
      height,
      scale,
      palette: palettes[scheme],
      rows,
      scrollTop,
      momentsMs,
      timesMs,
      even,
      positionOf: axis.positionOf,
      inferred,
      textScale,
      completes,
      events,
      incidentMs: incident === null ? null : Date.parse(incident.at),
      incidentLabel:
        incident === null
          ? ''
          : `${t('timeline.incident')} ${clockTime(incident.at)}${incident.note === '' ? '' : ` · ${incident.note}`}`,
      a,
      b,
      hoveredRow: hovered,
      selectedRow,
      groupName,
      stateName,
    })
  })

  useEffect(() => {
    const body = bodyRef.current
    if (body === null) return
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.shiftKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return
      event.preventDefault()
      const around = timeAt(scale, event.clientX - body.getBoundingClientRect().left)
      if (event.ctrlKey) return setZoom(zoomed(shown, whole, around, event.deltaY > 0 ? 1.25 : 0.8))
      const by = ((event.deltaX || event.deltaY) / scale.width) * (shown.toMs - shown.fromMs)
      setZoom(held({ fromMs: shown.fromMs + by, toMs: shown.toMs + by }, whole))
    }
    // React listens passively; zooming must keep the page from zooming too.
    body.addEventListener('wheel', onWheel, { passive: false })
    return () => body.removeEventListener('wheel', onWheel)
  })

  const place = (event: PointerEvent<HTMLElement>) => {
    const box = bodyRef.current!.getBoundingClientRect()
    const x = event.clientX - box.left
    const y = event.clientY - box.top
    const index = y < axisHeight ? -1 : Math.floor((y - axisHeight + (scrollRef.current?.scrollTop ?? 0)) / rowHeight)
    return { x, y, index, snapshot: nearest(momentsMs, timeAt(scale, x)) }
  }

  const momentLines = (index: number) => {
    const snapshot = snapshots[index]
    if (snapshot === undefined) return []
    const letters = `${index === a ? ' A' : ''}${index === b ? ' B' : ''}`
    return [
      `${clockTime(snapshot.takenAt, true)}${letters === '' ? '' : ` ·${letters}`} (${utcTime(snapshot.takenAt)})`,
      snapshot.origin,
      ...(snapshot.takenAtInferred === null ? [] : [t('timeline.inferred', { how: snapshot.takenAtInferred })]),
      ...(completes[index] ? [] : [t('timeline.incomplete')]),
    ]
  }

  /** Since when, and how well that is known. */
  const howSure = (lane: Lane, span: Span): string[] => {
    if (isGap(span)) return [t('timeline.notLooked')]
    const { from, to, blind } = beganWithin(lane, span)
    const guessed = inferred[span.fromSnapshot] || inferred[span.toSnapshot]
    return [
      from === null
        ? t('timeline.beganEarlier', { at: clockTime(to) })
        : t('timeline.began', { from: clockTime(from), to: clockTime(to) }),
      ...(blind ? [t('timeline.blind')] : []),
      ...(guessed ? [t('timeline.guessed')] : []),
    ]
  }

  const onMove = (event: PointerEvent<HTMLElement>) => {
    const { x, y, index, snapshot } = place(event)
    setHovered(index)
    const row = rows[index]
    if (index === -1 && y > eventY - 4 && y < eventY + 13) {
      const at = timeAt(scale, x)
      const near = ((shown.toMs - shown.fromMs) / scale.width) * 7
      const hits = events.filter((one) => {
        const bounds = eventBounds(one)
        return (
          bounds !== null && at >= axis.positionOf(bounds.fromMs) - near && at <= axis.positionOf(bounds.toMs) + near
        )
      })
      const lines = hits.slice(0, 6).map((one) => `${t('timeline.operator')} · ${one.node}: ${one.text}`)
      return setTip(lines.length === 0 ? null : { x, y, lines })
    }
    if (index === -1) {
      const moment = momentsMs[snapshot]
      const close = moment !== undefined && Math.abs(xOf(scale, moment) - x) < 9
      return setTip(close ? { x, y, lines: momentLines(snapshot) } : null)
    }
    if (row?.kind !== 'lane') return setTip(null)
    if (x < left) return setTip({ x, y, lines: [row.lane.label, ...(row.lane.place === '' ? [] : [row.lane.place])] })
    const span = spanAt(row.lane, snapshot)
    if (span === undefined) return setTip(null)
    const time = span.from === span.to ? clockTime(span.from) : `${clockTime(span.from)}–${clockTime(span.to)}`
    setTip({
      x,
      y,
      lines: [row.lane.label, `${stateName(span)} · ${t(`timeline.${span.health}`)}`, time, ...howSure(row.lane, span)],
    })
  }

  const openLane = (lane: Lane, index: number) => {
    const snapshot = snapshots[index] ?? snapshots.at(-1)
    if (snapshot !== undefined)
      void selectSubject({ probe: lane.probe, place: lane.place, key: lane.key }, lane.label, snapshot, 'history')
  }
  const toggle = (probe: string) => {
    const next = new Set(closed)
    if (!next.delete(probe)) next.add(probe)
    setClosed(next)
  }
  const onClick = (event: PointerEvent<HTMLElement>) => {
    const { x, index, snapshot } = place(event)
    if (index === -1)
      return setMenu(x >= left - 8 && snapshot !== -1 ? { index: snapshot, atMs: axis.timeOf(timeAt(scale, x)) } : null)
    setMenu(null)
    const row = rows[index]
    if (row?.kind === 'group') toggle(row.group.probe)
    if (row?.kind === 'lane') openLane(row.lane, x < left ? b : snapshot)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setMenu(null)
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const from = hovered === -1 ? selectedRow : hovered
    if (step !== 0) {
      event.preventDefault()
      const next = Math.min(rows.length - 1, Math.max(0, from + step))
      setHovered(next)
      const scroller = scrollRef.current
      if (scroller === null) return
      const top = next * rowHeight
      if (top < scroller.scrollTop) scroller.scrollTop = top
      if (top + rowHeight > scroller.scrollTop + height - axisHeight)
        scroller.scrollTop = top + rowHeight - height + axisHeight
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      const row = rows[from]
      if (row?.kind === 'group') toggle(row.group.probe)
      if (row?.kind === 'lane') openLane(row.lane, b)
    }
  }

  const snapTo = (which: 'a' | 'b') => (clientX: number) => {
    const box = bodyRef.current?.getBoundingClientRect()
    if (box === undefined) return
    const index = nearest(momentsMs, timeAt(scale, clientX - box.left))
    if (index !== (which === 'a' ? a : b)) choose(which, index)
  }
  const shownLanes = groups.reduce((sum, group) => sum + group.lanes.length, 0)
  const middle = (shown.fromMs + shown.toMs) / 2

  return (
    <section className="timeline" aria-label={t('timeline.label')}>
      <TimelineTools
        filter={filter}
        onFilter={setFilter}
        snapshots={snapshots.length}
        shown={shownLanes}
        total={lanes.length}
        onZoom={(factor) => setZoom(factor === null ? null : zoomed(shown, whole, middle, factor))}
        defaultIncidentAt={snapshots[b]?.takenAt ?? new Date(axis.timeOf(whole.toMs)).toISOString()}
        incident={incident}
      />
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
          onPointerLeave={() => {
            setHovered(-1)
            setTip(null)
          }}
          onPointerUp={onClick}
          onKeyDown={onKey}
        >
          <div style={{ height: axisHeight + rows.length * rowHeight }} />
        </div>
        <canvas ref={canvasRef} />
        {width > 0 &&
          (['a', 'b'] as const).map((which) => {
            const index = which === 'a' ? a : b
            const snapshot = snapshots[index]
            if (snapshot === undefined) return null
            return (
              <Handle
                key={which}
                which={which}
                x={xOf(scale, momentsMs[index]!)}
                top={dotY - 26}
                hidden={momentsMs[index]! < shown.fromMs || momentsMs[index]! > shown.toMs}
                index={index}
                last={snapshots.length - 1}
                label={t('timeline.handle', { which: which.toUpperCase() })}
                text={`${clockTime(snapshot.takenAt, true)}`}
                onDrag={snapTo(which)}
                onStep={(next) => choose(which, next)}
              />
            )
          })}
        {shownLanes === 0 && lanes.length > 0 && (
          <p
            className="empty"
            style={{ position: 'absolute', insetInline: 0, bottom: 0, margin: 0, pointerEvents: 'none' }}
          >
            {t('timeline.nothing', { hidden: lanes.length })}
          </p>
        )}
        {tip !== null && menu === null && (
          <div
            className="tip"
            role="tooltip"
            style={{
              ...(tip.x > width / 2 ? { right: width - tip.x + 12 } : { left: tip.x + 14 }),
              ...(tip.y > height * 0.6 ? { bottom: height - tip.y + 8 } : { top: tip.y + 16 }),
            }}
          >
            {tip.lines.map((line) => (
              <div key={line}>{line}</div>
            ))}
          </div>
        )}
        {menu !== null && snapshots[menu.index] !== undefined && (
          <MomentMenu
            x={Math.min(xOf(scale, momentsMs[menu.index]!), width - 210)}
            snapshot={snapshots[menu.index]!}
            index={menu.index}
            atMs={menu.atMs}
            lines={momentLines(menu.index)}
            onClose={() => setMenu(null)}
          />
        )}
        <LaneTable
          events={events}
          groups={groups}
          groupName={groupName}
          stateName={stateName}
          onOpen={(lane) => openLane(lane, b)}
        />
      </div>
      <Minimap
        lanes={lanes}
        momentsMs={momentsMs}
        incidentMs={incident === null ? null : axis.positionOf(Date.parse(incident.at))}
        a={a}
        b={b}
        whole={whole}
        shown={shown}
        left={left}
        onShow={(next) => setZoom(next === null ? null : held(next, whole))}
      />
    </section>
  )
}
