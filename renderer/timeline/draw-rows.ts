/** The visible lanes under their headings. */
import type { Health, Lane, Span } from '../../shared/model.ts'
import { xOf } from './axis.ts'
import { axisHeight, type Drawing, fontOf, rowHeight } from './drawing.ts'
import type { LaneGroup } from './lane-groups.ts'
import { isAbsent, isGap } from './lanes.ts'
import { type Box, bar, clipped, dashedLine, frayed, stripe } from './shapes.ts'

export function drawRows(context: CanvasRenderingContext2D, drawing: Drawing) {
  const { rows, width, height, scrollTop } = drawing
  context.save()
  context.beginPath()
  context.rect(0, axisHeight, width, height - axisHeight)
  context.clip()
  const first = Math.max(0, Math.floor(scrollTop / rowHeight))
  const last = Math.min(rows.length - 1, Math.ceil((scrollTop + height - axisHeight) / rowHeight))
  for (let index = first; index <= last; index++) {
    const row = rows[index]!
    const y = axisHeight + index * rowHeight - scrollTop
    if (row.kind === 'group') drawHeading(context, drawing, row.group, row.open, y)
    else {
      markRow(context, drawing, index, y)
      drawLabel(context, drawing, row.lane, y)
      drawSpans(context, drawing, row.lane, y)
    }
  }
  context.restore()
}

function drawHeading(
  context: CanvasRenderingContext2D,
  drawing: Drawing,
  { lanes, total, probe }: LaneGroup,
  isOpen: boolean,
  y: number,
) {
  const { palette, scale, width } = drawing
  const middle = y + rowHeight / 2
  context.fillStyle = palette.group
  context.fillRect(0, y, width, rowHeight)
  context.fillStyle = palette.text
  context.font = fontOf(drawing, 11.5, 600)
  context.fillText(`${isOpen ? '▾' : '▸'} ${drawing.groupName(probe)}`, 10, middle)
  context.fillStyle = palette.dimmed
  context.font = fontOf(drawing, 11)
  context.textAlign = 'right'
  context.fillText(lanes.length === total ? `${total}` : `${lanes.length} / ${total}`, scale.left - 14, middle)
  context.textAlign = 'left'
}

/** What is under the pointer, and what is selected. */
function markRow(context: CanvasRenderingContext2D, drawing: Drawing, index: number, y: number) {
  const { palette, width, selectedRow, hoveredRow } = drawing
  if (index !== selectedRow && index !== hoveredRow) return
  context.fillStyle = index === selectedRow ? palette.selected : palette.hover
  context.fillRect(0, y, width, rowHeight)
}

/** The lane's name, and where it is when there is room and the name does not say so. */
function drawLabel(context: CanvasRenderingContext2D, drawing: Drawing, lane: Lane, y: number) {
  const { palette, scale, width } = drawing
  const middle = y + rowHeight / 2
  context.fillStyle = palette.text
  context.font = fontOf(drawing, 11.5)
  const place = lane.place.replace(/^pod\//, '')
  const labelWidth = scale.left - 40
  const label = clipped(context, lane.label, labelWidth)
  context.fillText(label, 22, middle)
  const used = context.measureText(label).width
  if (place !== '' && !lane.label.includes(place) && labelWidth - used > 40) {
    context.fillStyle = palette.dimmed
    context.font = fontOf(drawing, 10.5)
    context.fillText(clipped(context, place, labelWidth - used - 8), 30 + used, middle)
  }
  context.strokeStyle = palette.faint
  context.beginPath()
  context.moveTo(0, y + rowHeight - 0.5)
  context.lineTo(width, y + rowHeight - 0.5)
  context.stroke()
}

function drawSpans(context: CanvasRenderingContext2D, drawing: Drawing, lane: Lane, y: number) {
  const { spans } = lane
  const { palette, scale, momentsMs, positionOf } = drawing
  const top = y + 3
  const height = rowHeight - 6
  const right = scale.left + scale.width
  const startOf = (span: Span) => xOf(scale, momentsMs[span.fromSnapshot] ?? positionOf(Date.parse(span.from)))
  const endOf = (span: Span) => xOf(scale, momentsMs[span.toSnapshot] ?? positionOf(Date.parse(span.to)))
  context.save()
  context.beginPath()
  context.rect(scale.left - 6, y, scale.width + 12, rowHeight)
  context.clip()
  context.font = fontOf(drawing, 10.5)
  spans.forEach((span, index) => {
    const from = startOf(span)
    const to = endOf(span)
    const next = spans[index + 1]
    const nextFrom = next === undefined ? to : startOf(next)
    if (from > right || nextFrom < scale.left) return
    // Between two spans nobody looked: a thin line says that the change happened somewhere there.
    if (next !== undefined && !isGap(span) && !isGap(next) && nextFrom - to > 6) {
      context.strokeStyle = palette.dimmed
      dashedLine(context, [3, 3], [to + 3, top + height / 2], [nextFrom - 3, top + height / 2])
    }
    drawSpan(context, drawing, lane, span, { x: from - 3, y: top, width: Math.max(6, to - from + 6), height })
  })
  context.restore()
}

function drawSpan(context: CanvasRenderingContext2D, drawing: Drawing, lane: Lane, span: Span, box: Box) {
  const { palette, inferred } = drawing
  const { x, y, width, height } = box
  if (isGap(span)) {
    const inner = { x, y: y + 2, width, height: height - 4 }
    return stripe(context, inner, { gap: 5, ink: palette.dimmed, crossed: false })
  }
  if (isAbsent(span)) return
  bar(context, palette, span.health, box)
  if (inferred[span.fromSnapshot]) frayed(context, palette, box, 1)
  if (inferred[span.toSnapshot]) frayed(context, palette, { x: x + width, y, height }, -1)
  if (width > 40) drawState(context, drawing, { name: drawing.stateName(lane, span), health: span.health }, box)
}

/** The state's name on its bar, on a ground of its own where stripes would make it hard to read. */
function drawState(
  context: CanvasRenderingContext2D,
  drawing: Drawing,
  { name, health }: { name: string; health: Health },
  { x, y, width, height }: Box,
) {
  const { palette, scale } = drawing
  const text = clipped(context, name, width - 8)
  context.font = fontOf(drawing, 10.5)
  const wide = context.measureText(text).width
  context.fillStyle = palette.health[health]
  if (text !== '' && health !== 'fine') context.fillRect(x + 2, y + 1, wide + 5, height - 2)
  context.fillStyle = palette.onHealth[health]
  context.fillText(text, Math.max(x, scale.left) + 4, y + height / 2)
}
