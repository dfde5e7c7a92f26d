/** The axis: times, snapshots, what operators did, A and B, the incident. */
import { partsOf } from '../../shared/words/moment.ts'
import { clockTime } from '../words/format.ts'
import { ticks, xOf } from './axis.ts'
import { axisHeight, type Drawing, dotY, eventY, fontOf } from './drawing.ts'
import { eventBounds } from './events.ts'
import { dashedLine } from './shapes.ts'

/** Times further apart are told with their day. */
const longMs = 36 * 3_600_000
/** Round clock times; in equal steps the snapshots themselves, as many as have room for their time. */
function axisTicks({ scale, even, momentsMs, timesMs, textScale }: Drawing): { x: number; text: string }[] {
  const lengthMs = even ? (timesMs.at(-1) ?? 0) - (timesMs[0] ?? 0) : scale.toMs - scale.fromMs
  const long = lengthMs > longMs
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

/** Behind the lanes. */
export function drawTickLines(context: CanvasRenderingContext2D, drawing: Drawing) {
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

export function drawAxis(context: CanvasRenderingContext2D, drawing: Drawing) {
  const { palette, scale, height, width } = drawing
  drawTimes(context, drawing)
  context.strokeStyle = palette.line
  context.beginPath()
  context.moveTo(scale.left, dotY)
  context.lineTo(scale.left + scale.width, dotY)
  context.moveTo(0, axisHeight - 0.5)
  context.lineTo(width, axisHeight - 0.5)
  context.stroke()
  context.save()
  context.beginPath()
  context.rect(scale.left - 8, 0, scale.width + 16, height)
  context.clip()
  drawEvents(context, drawing)
  drawPairLine(context, drawing, drawing.a, palette.a)
  drawPairLine(context, drawing, drawing.b, palette.b)
  drawing.momentsMs.forEach((_, index) => {
    drawSnapshot(context, drawing, index)
  })
  drawIncident(context, drawing)
  context.restore()
}

function drawTimes(context: CanvasRenderingContext2D, drawing: Drawing) {
  context.font = fontOf(drawing, 11)
  context.textAlign = 'center'
  context.fillStyle = drawing.palette.dimmed
  for (const { x, text } of axisTicks(drawing)) context.fillText(text, x, 9)
  context.textAlign = 'left'
  // The zone of all these times, once.
  const first = drawing.timesMs[0]
  if (first !== undefined) context.fillText(partsOf(new Date(first).toISOString(), 'local')?.zone ?? '', 10, 9)
}

function drawEvents(context: CanvasRenderingContext2D, { palette, scale, events, positionOf }: Drawing) {
  context.strokeStyle = palette.operator
  context.fillStyle = palette.operator
  for (const event of events) {
    const bounds = eventBounds(event)
    if (bounds === null) continue
    const from = xOf(scale, positionOf(bounds.fromMs))
    const to = xOf(scale, positionOf(bounds.toMs))
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
}

function drawPairLine(context: CanvasRenderingContext2D, drawing: Drawing, index: number, ink: string) {
  const moment = drawing.momentsMs[index]
  if (moment === undefined) return
  const x = Math.round(xOf(drawing.scale, moment)) + 0.5
  context.strokeStyle = ink
  context.beginPath()
  context.moveTo(x, dotY - 8)
  context.lineTo(x, drawing.height)
  context.stroke()
}

/** Of a snapshot: A's, B's, or any other's. */
export function inkOf({ palette, a, b }: Pick<Drawing, 'palette' | 'a' | 'b'>, index: number): string {
  if (index === b) return palette.b
  return index === a ? palette.a : palette.dimmed
}

function drawSnapshot(context: CanvasRenderingContext2D, drawing: Drawing, index: number) {
  const { scale, momentsMs, completes, inferred, a, b } = drawing
  const x = xOf(scale, momentsMs[index]!)
  if (x < scale.left - 8 || x > scale.left + scale.width + 8) return
  const ink = inkOf(drawing, index)
  context.strokeStyle = ink
  context.fillStyle = ink
  context.beginPath()
  context.arc(x, dotY, index === a || index === b ? 5 : 3.5, 0, Math.PI * 2)
  // A hollow dot: something in this snapshot was not collected.
  if (completes[index]) context.fill()
  else context.stroke()
  // A time that no clock told: dashes to both sides instead of a point.
  if (inferred[index]) dashedLine(context, [2, 3], [x - 16, dotY + 7], [x + 16, dotY + 7])
}

function drawIncident(context: CanvasRenderingContext2D, drawing: Drawing) {
  const { palette, scale, incidentMs, height } = drawing
  if (incidentMs === null) return
  const x = Math.round(xOf(scale, drawing.positionOf(incidentMs))) + 0.5
  context.strokeStyle = palette.incident
  context.fillStyle = palette.incident
  dashedLine(context, [5, 3], [x, 14], [x, height])
  context.beginPath()
  context.moveTo(x, 14)
  context.lineTo(x + 9, 18)
  context.lineTo(x, 22)
  context.fill()
  context.font = fontOf(drawing, 11, 600)
  context.fillText(drawing.incidentLabel, x + 12, 19)
}
