/** Draws the timeline: the axis with snapshots, events and the incident, and the visible lanes. */
import type { Event, Health, Span } from '../../shared/model.ts'
import type { Palette } from '../theme/palette.ts'
import { clockTime } from '../words/format.ts'
import { eventBounds, isAbsent, isGap, type Scale, type TimelineRow, ticks, xOf } from './model.ts'

export const axisHeight = 76
export const rowHeight = 20
/** Events hang between the incident's flag and the handles. */
export const eventY = 30
export const dotY = 65

export interface Drawing {
  width: number
  height: number
  scale: Scale
  palette: Palette
  rows: TimelineRow[]
  scrollTop: number
  /** Where the snapshots stand on the axis: their times, or equal steps. */
  momentsMs: number[]
  /** When they were taken. */
  timesMs: number[]
  /** Equal steps from snapshot to snapshot instead of true distances. */
  even: boolean
  positionOf: (ms: number) => number
  /** Times that no clock told. */
  inferred: boolean[]
  textScale: number
  completes: boolean[]
  events: Event[]
  incidentMs: number | null
  incidentLabel: string
  a: number
  b: number
  hoveredRow: number
  selectedRow: number
  groupName: (probe: string) => string
  stateName: (span: Span) => string
}

const fontOf = ({ textScale }: Drawing, size: number, weight = 400) =>
  `${weight} ${size * textScale}px system-ui, sans-serif`

/** Stripes, denser and steeper the worse the state, so that health reads without colour. */
function pattern(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  gap: number,
  ink: string,
  both: boolean,
) {
  context.save()
  context.beginPath()
  context.rect(x, y, width, height)
  context.clip()
  context.strokeStyle = ink
  context.lineWidth = 1
  context.beginPath()
  const start = x - (x % gap) - height
  for (let at = start; at < x + width; at += gap) {
    context.moveTo(at, y + height)
    context.lineTo(at + height, y)
    if (both) {
      context.moveTo(at, y)
      context.lineTo(at + height, y + height)
    }
  }
  context.stroke()
  context.restore()
}

function bar(
  context: CanvasRenderingContext2D,
  palette: Palette,
  health: Health,
  x: number,
  y: number,
  width: number,
  height: number,
) {
  context.fillStyle = palette.health[health]
  context.fillRect(x, y, width, height)
  if (health === 'attention') pattern(context, x, y, width, height, 8, 'rgba(60,40,0,0.35)', false)
  if (health === 'bad') pattern(context, x, y, width, height, 6, 'rgba(60,0,0,0.28)', true)
  if (health === 'unknown') {
    context.strokeStyle = palette.dimmed
    context.setLineDash([2, 2])
    context.strokeRect(x + 0.5, y + 0.5, Math.max(1, width - 1), height - 1)
    context.setLineDash([])
  }
}

/** An end whose time was inferred: torn, not cut. */
function frayed(
  context: CanvasRenderingContext2D,
  palette: Palette,
  x: number,
  y: number,
  height: number,
  inwards: 1 | -1,
) {
  context.fillStyle = palette.back
  const teeth = 3
  const step = height / teeth
  context.beginPath()
  for (let tooth = 0; tooth < teeth; tooth++) {
    context.moveTo(x, y + tooth * step)
    context.lineTo(x + inwards * 3, y + (tooth + 0.5) * step)
    context.lineTo(x, y + (tooth + 1) * step)
  }
  context.fill()
}

function clipped(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text
  let low = 0
  let high = text.length
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (context.measureText(`${text.slice(0, middle)}…`).width <= width) low = middle
    else high = middle - 1
  }
  return low === 0 ? '' : `${text.slice(0, low)}…`
}

function drawLane(context: CanvasRenderingContext2D, drawing: Drawing, spans: Span[], y: number) {
  const { palette, scale, momentsMs, positionOf, inferred } = drawing
  const top = y + 3
  const height = rowHeight - 6
  const right = scale.left + scale.width
  spans.forEach((span, index) => {
    const from = xOf(scale, momentsMs[span.fromSnapshot] ?? positionOf(Date.parse(span.from)))
    const to = xOf(scale, momentsMs[span.toSnapshot] ?? positionOf(Date.parse(span.to)))
    const next = spans[index + 1]
    const nextFrom =
      next === undefined ? to : xOf(scale, momentsMs[next.fromSnapshot] ?? positionOf(Date.parse(next.from)))
    if (from > right || nextFrom < scale.left) return
    const x = from - 3
    const width = Math.max(6, to - from + 6)
    // Between two spans nobody looked: a thin line says that the change happened somewhere there.
    if (next !== undefined && !isGap(span) && !isGap(next) && nextFrom - to > 6) {
      context.strokeStyle = palette.dimmed
      context.setLineDash([3, 3])
      context.beginPath()
      context.moveTo(to + 3, top + height / 2)
      context.lineTo(nextFrom - 3, top + height / 2)
      context.stroke()
      context.setLineDash([])
    }
    if (isGap(span)) {
      pattern(context, x, top + 2, width, height - 4, 5, palette.dimmed, false)
      return
    }
    if (isAbsent(span)) return
    bar(context, palette, span.health, x, top, width, height)
    if (inferred[span.fromSnapshot]) frayed(context, palette, x, top, height, 1)
    if (inferred[span.toSnapshot]) frayed(context, palette, x + width, top, height, -1)
    if (width > 40) {
      const text = clipped(context, drawing.stateName(span), width - 8)
      context.font = fontOf(drawing, 10.5)
      const wide = context.measureText(text).width
      context.fillStyle = palette.health[span.health]
      if (text !== '' && span.health !== 'fine') context.fillRect(x + 2, top + 1, wide + 5, height - 2)
      context.fillStyle = palette.onHealth[span.health]
      context.fillText(text, Math.max(x, scale.left) + 4, top + height / 2)
    }
  })
}

function drawRows(context: CanvasRenderingContext2D, drawing: Drawing) {
  const { palette, scale, rows, width, height, scrollTop } = drawing
  context.save()
  context.beginPath()
  context.rect(0, axisHeight, width, height - axisHeight)
  context.clip()
  const first = Math.max(0, Math.floor(scrollTop / rowHeight))
  const last = Math.min(rows.length - 1, Math.ceil((scrollTop + height - axisHeight) / rowHeight))
  for (let index = first; index <= last; index++) {
    const row = rows[index]!
    const y = axisHeight + index * rowHeight - scrollTop
    const middle = y + rowHeight / 2
    if (row.kind === 'group') {
      context.fillStyle = palette.group
      context.fillRect(0, y, width, rowHeight)
      context.fillStyle = palette.text
      context.font = fontOf(drawing, 11.5, 600)
      const count =
        row.group.lanes.length === row.group.total
          ? `${row.group.total}`
          : `${row.group.lanes.length} / ${row.group.total}`
      context.fillText(`${row.open ? '▾' : '▸'} ${drawing.groupName(row.group.probe)}`, 10, middle)
      context.fillStyle = palette.dimmed
      context.font = fontOf(drawing, 11)
      context.textAlign = 'right'
      context.fillText(count, scale.left - 14, middle)
      context.textAlign = 'left'
      continue
    }
    if (index === drawing.selectedRow || index === drawing.hoveredRow) {
      context.fillStyle = index === drawing.selectedRow ? palette.selected : palette.hover
      context.fillRect(0, y, width, rowHeight)
    }
    context.fillStyle = palette.text
    context.font = fontOf(drawing, 11.5)
    const place = row.lane.place === '' ? '' : row.lane.place.replace(/^pod\//, '')
    const labelWidth = scale.left - 40
    const label = clipped(context, row.lane.label, labelWidth)
    context.fillText(label, 22, middle)
    const used = context.measureText(label).width
    if (place !== '' && !row.lane.label.includes(place) && labelWidth - used > 40) {
      context.fillStyle = palette.dimmed
      context.font = fontOf(drawing, 10.5)
      context.fillText(clipped(context, place, labelWidth - used - 8), 30 + used, middle)
    }
    context.strokeStyle = palette.faint
    context.beginPath()
    context.moveTo(0, y + rowHeight - 0.5)
    context.lineTo(width, y + rowHeight - 0.5)
    context.stroke()
    context.save()
    context.beginPath()
    context.rect(scale.left - 6, y, scale.width + 12, rowHeight)
    context.clip()
    context.font = fontOf(drawing, 10.5)
    drawLane(context, drawing, row.lane.spans, y)
    context.restore()
  }
  context.restore()
}

const longMs = 36 * 3_600_000
/** Round clock times; in equal steps the snapshots themselves, as many as have room for their time. */
function axisTicks({ scale, even, momentsMs, timesMs, textScale }: Drawing): { x: number; text: string }[] {
  const long = even ? (timesMs.at(-1) ?? 0) - (timesMs[0] ?? 0) > longMs : scale.toMs - scale.fromMs > longMs
  const room = (long ? 120 : 70) * textScale
  const label = (ms: number) => {
    const text = clockTime(new Date(ms).toISOString(), long)
    return long ? text.slice(5) : text
  }
  if (!even)
    return ticks(scale, room, -new Date(scale.fromMs).getTimezoneOffset() * 60_000).map((tick) => ({
      x: Math.round(xOf(scale, tick)),
      text: label(tick),
    }))
  const shown: { x: number; text: string }[] = []
  momentsMs.forEach((position, index) => {
    const x = Math.round(xOf(scale, position))
    const last = shown.at(-1)
    if (x < scale.left || x > scale.left + scale.width || (last !== undefined && x - last.x < room)) return
    shown.push({ x, text: label(timesMs[index] ?? 0) })
  })
  return shown
}

function drawTickLines(context: CanvasRenderingContext2D, drawing: Drawing) {
  const { palette, height } = drawing
  context.strokeStyle = palette.faint
  context.beginPath()
  for (const tick of axisTicks(drawing)) {
    const x = tick.x + 0.5
    context.moveTo(x, axisHeight)
    context.lineTo(x, height)
  }
  context.stroke()
}

function drawAxis(context: CanvasRenderingContext2D, drawing: Drawing) {
  const { palette, scale, height } = drawing
  const right = scale.left + scale.width
  context.font = fontOf(drawing, 11)
  context.textAlign = 'center'
  context.fillStyle = palette.dimmed
  for (const { x, text } of axisTicks(drawing)) context.fillText(text, x, 9)
  context.textAlign = 'left'
  context.strokeStyle = palette.line
  context.beginPath()
  context.moveTo(scale.left, dotY)
  context.lineTo(right, dotY)
  context.moveTo(0, axisHeight - 0.5)
  context.lineTo(drawing.width, axisHeight - 0.5)
  context.stroke()
  context.save()
  context.beginPath()
  context.rect(scale.left - 8, 0, scale.width + 16, height)
  context.clip()
  for (const event of drawing.events) {
    const bounds = eventBounds(event)
    if (bounds === null) continue
    const from = xOf(scale, drawing.positionOf(bounds.fromMs))
    const to = xOf(scale, drawing.positionOf(bounds.toMs))
    context.strokeStyle = palette.operator
    context.fillStyle = palette.operator
    context.lineWidth = 2
    context.beginPath()
    context.moveTo(from, eventY + 5)
    context.lineTo(to, eventY + 5)
    context.stroke()
    context.lineWidth = 1
    const middle = (from + to) / 2
    context.beginPath()
    context.moveTo(middle - 5, eventY)
    context.lineTo(middle + 5, eventY)
    context.lineTo(middle, eventY + 9)
    context.fill()
  }
  const vertical = (index: number, ink: string) => {
    const moment = drawing.momentsMs[index]
    if (moment === undefined) return
    const x = Math.round(xOf(scale, moment)) + 0.5
    context.strokeStyle = ink
    context.beginPath()
    context.moveTo(x, dotY - 8)
    context.lineTo(x, height)
    context.stroke()
  }
  vertical(drawing.a, palette.a)
  vertical(drawing.b, palette.b)
  drawing.momentsMs.forEach((moment, index) => {
    const x = xOf(scale, moment)
    if (x < scale.left - 8 || x > right + 8) return
    context.beginPath()
    context.arc(x, dotY, index === drawing.a || index === drawing.b ? 5 : 3.5, 0, Math.PI * 2)
    const ink = index === drawing.b ? palette.b : index === drawing.a ? palette.a : palette.dimmed
    context.strokeStyle = ink
    context.fillStyle = ink
    // A hollow dot: something in this snapshot was not collected.
    if (drawing.completes[index]) context.fill()
    else context.stroke()
    if (!drawing.inferred[index]) return
    // A time that no clock told: dashes to both sides instead of a point.
    context.setLineDash([2, 3])
    context.beginPath()
    context.moveTo(x - 16, dotY + 7)
    context.lineTo(x + 16, dotY + 7)
    context.stroke()
    context.setLineDash([])
  })
  if (drawing.incidentMs !== null) {
    const x = Math.round(xOf(scale, drawing.positionOf(drawing.incidentMs))) + 0.5
    context.strokeStyle = palette.incident
    context.fillStyle = palette.incident
    context.setLineDash([5, 3])
    context.beginPath()
    context.moveTo(x, 14)
    context.lineTo(x, height)
    context.stroke()
    context.setLineDash([])
    context.beginPath()
    context.moveTo(x, 14)
    context.lineTo(x + 9, 18)
    context.lineTo(x, 22)
    context.fill()
    context.font = fontOf(drawing, 11, 600)
    context.fillText(drawing.incidentLabel, x + 12, 19)
  }
  context.restore()
}

export function draw(context: CanvasRenderingContext2D, drawing: Drawing): void {
  context.clearRect(0, 0, drawing.width, drawing.height)
  context.textBaseline = 'middle'
  context.lineWidth = 1
  drawTickLines(context, drawing)
  drawRows(context, drawing)
  drawAxis(context, drawing)
}
