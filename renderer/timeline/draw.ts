/** Draws the timeline: the axis with snapshots, events and the incident, and the visible lanes. */
import { drawAxis, drawTickLines } from './draw-axis.ts'
import { drawRows } from './draw-rows.ts'
import type { Drawing } from './drawing.ts'

export function draw(context: CanvasRenderingContext2D, drawing: Drawing): void {
  context.clearRect(0, 0, drawing.width, drawing.height)
  context.textBaseline = 'middle'
  context.lineWidth = 1
  drawTickLines(context, drawing)
  drawRows(context, drawing)
  drawAxis(context, drawing)
}
