/** One of the two handles: dragged, or moved with the arrow keys from snapshot to snapshot. */
import type { KeyboardEvent, PointerEvent } from 'react'

interface HandleProps {
  which: 'a' | 'b'
  x: number
  top: number
  hidden: boolean
  index: number
  last: number
  label: string
  text: string
  onDrag: (clientX: number) => void
  onStep: (index: number) => void
}

export function Handle({ which, x, top, hidden, index, last, label, text, onDrag, onStep }: HandleProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const targets: Record<string, number> = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: last }
    const next = targets[event.key]
    if (next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (next >= 0 && next <= last && next !== index) onStep(next)
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) onDrag(event.clientX)
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      className={`handle handle-${which}`}
      // A sits left of its dot and B right of it, so that both can be taken when they are on one snapshot.
      style={{ left: x + (which === 'a' ? -9 : 9), top, display: hidden ? 'none' : undefined }}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={index}
      aria-valuetext={text}
      title={`${label} · ${text}`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
    >
      {which.toUpperCase()}
    </div>
  )
}
