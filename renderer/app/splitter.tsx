/** A divider between two parts of the window: dragged, or moved with the arrow keys; its place is remembered. */
import './splitter.css'
import type { KeyboardEvent, PointerEvent } from 'react'
import { type Layout, remember, usePreferences, usualLayout } from '../preferences/preferences.ts'

type Edge = 'timelineShare' | 'evidenceShare'

const limits: Record<Edge, [number, number]> = { timelineShare: [0.15, 0.8], evidenceShare: [0.2, 0.75] }

export function Splitter({ edge, label }: { edge: Edge; label: string }) {
  const share = usePreferences((state) => state[edge])
  const horizontal = edge === 'timelineShare'
  const [least, most] = limits[edge]
  const move = (to: number) => {
    const layout: Partial<Layout> = { [edge]: Math.min(most, Math.max(least, to)) }
    remember(layout)
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect()
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    move(horizontal ? (event.clientY - box.top) / box.height : (box.right - event.clientX) / box.width)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = horizontal
      ? { ArrowUp: -0.03, ArrowDown: 0.03 }
      : { ArrowLeft: 0.03, ArrowRight: -0.03 }
    const step = steps[event.key]
    if (step !== undefined) move(share + step)
    else if (event.key === 'Home') move(usualLayout[edge])
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a divider that moves is no thematic break
    <div
      className="splitter"
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={horizontal ? 'horizontal' : 'vertical'}
      aria-valuemin={least * 100}
      aria-valuemax={most * 100}
      aria-valuenow={Math.round(share * 100)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={() => move(usualLayout[edge])}
      onKeyDown={onKeyDown}
    />
  )
}
