/** What the drawing is made of: bars with their patterns, torn ends, texts that fit. */
import type { Health } from '../../shared/model.ts'
import type { Palette } from '../theme/palette.ts'

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** `gap` in pixels from stripe to stripe; `crossed`: in both directions. */
interface Stripes {
  gap: number
  ink: string
  crossed: boolean
}

/** Stripes, denser and crossed the worse the state, so that health reads without colour. */
export function stripe(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Box,
  { gap, ink, crossed }: Stripes,
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
    if (crossed) {
      context.moveTo(at, y)
      context.lineTo(at + height, y + height)
    }
  }
  context.stroke()
  context.restore()
}

const stripesOf: Partial<Record<Health, Stripes>> = {
  attention: { gap: 8, ink: 'rgba(60,40,0,0.35)', crossed: false },
  bad: { gap: 6, ink: 'rgba(60,0,0,0.28)', crossed: true },
}

export function bar(context: CanvasRenderingContext2D, palette: Palette, health: Health, box: Box) {
  const { x, y, width, height } = box
  context.fillStyle = palette.health[health]
  context.fillRect(x, y, width, height)
  const stripes = stripesOf[health]
  if (stripes !== undefined) stripe(context, box, stripes)
  if (health !== 'unknown') return
  context.strokeStyle = palette.dimmed
  context.setLineDash([2, 2])
  context.strokeRect(x + 0.5, y + 0.5, Math.max(1, width - 1), height - 1)
  context.setLineDash([])
}

/** An end whose time was inferred: torn, not cut. `inwards`: which way the teeth point. */
export function frayed(
  context: CanvasRenderingContext2D,
  palette: Palette,
  { x, y, height }: Pick<Box, 'x' | 'y' | 'height'>,
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

export function dashedLine(
  context: CanvasRenderingContext2D,
  dash: number[],
  from: [x: number, y: number],
  to: [x: number, y: number],
) {
  context.setLineDash(dash)
  context.beginPath()
  context.moveTo(...from)
  context.lineTo(...to)
  context.stroke()
  context.setLineDash([])
}

/** As much of a text as fits. */
export function clipped(context: CanvasRenderingContext2D, text: string, width: number): string {
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
