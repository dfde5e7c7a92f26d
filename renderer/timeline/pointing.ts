/** What a point of the timeline's body is on. */
import type { Event, Lane } from '../../shared/model.ts'
import { nearest, type Scale, timeAt, xOf } from './axis.ts'
import { axisHeight, eventY, rowHeight } from './drawing.ts'
import { eventBounds } from './events.ts'
import type { TimelineRow } from './lane-groups.ts'
import { spanAt } from './lanes.ts'
import type { Tips } from './tips.ts'
import type { Moments } from './use-moments.ts'

export interface Point {
  /** From the body's corner, in pixels. */
  x: number
  y: number
  /** -1: the axis. */
  row: number
  /** The nearest snapshot; -1 when there is none. */
  snapshot: number
}

export function pointAt(body: HTMLElement, scroller: HTMLElement | null, event: MousePosition, on: PointedAt): Point {
  const box = body.getBoundingClientRect()
  const x = event.clientX - box.left
  const y = event.clientY - box.top
  const row = y < axisHeight ? -1 : Math.floor((y - axisHeight + (scroller?.scrollTop ?? 0)) / rowHeight)
  return { x, y, row, snapshot: nearest(on.moments.momentsMs, timeAt(on.scale, x)) }
}

interface MousePosition {
  clientX: number
  clientY: number
}

/** What is drawn, as far as a point needs to know. */
export interface PointedAt {
  moments: Moments
  scale: Scale
  rows: TimelineRow[]
}

/** How near to a dot or an event a point belongs to it, in pixels. */
const nearDot = 9
const nearEvent = 7

/** Lines to tell of a point; none where nothing is. */
export function tipLines(point: Point, on: PointedAt, tips: Tips): string[] {
  if (point.row === -1)
    return point.y > eventY - 4 && point.y < eventY + 13 ? eventLines(point, on, tips) : dotLines(point, on, tips)
  const row = on.rows[point.row]
  return row?.kind === 'lane' ? laneLines(row.lane, point, on, tips) : []
}

function dotLines({ x, snapshot }: Point, { moments, scale }: PointedAt, tips: Tips): string[] {
  const moment = moments.momentsMs[snapshot]
  return moment !== undefined && Math.abs(xOf(scale, moment) - x) < nearDot ? tips.ofSnapshot(snapshot) : []
}

function eventLines({ x }: Point, { moments, scale }: PointedAt, tips: Tips): string[] {
  const at = timeAt(scale, x)
  const near = ((scale.toMs - scale.fromMs) / scale.width) * nearEvent
  const isHit = (event: Event) => {
    const bounds = eventBounds(event)
    if (bounds === null) return false
    const { positionOf } = moments.axis
    return at >= positionOf(bounds.fromMs) - near && at <= positionOf(bounds.toMs) + near
  }
  return tips.ofEvents(moments.events.filter(isHit))
}

function laneLines(lane: Lane, { x, snapshot }: Point, { scale }: PointedAt, tips: Tips): string[] {
  if (x < scale.left) return tips.ofLane(lane)
  const span = spanAt(lane, snapshot)
  return span === undefined ? [] : tips.ofSpan(lane, span)
}
