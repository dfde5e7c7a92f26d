import { type RefObject, useEffect } from 'react'
import { type Scale, timeAt } from './axis.ts'
import type { Zoom } from './use-zoom.ts'

/** Ctrl and the wheel zoom around the pointer; Shift and the wheel, or a sideways wheel, move along. */
export function useWheel(bodyRef: RefObject<HTMLElement | null>, scale: Scale, { shown, zoom, pan }: Zoom): void {
  useEffect(() => {
    const body = bodyRef.current
    if (body === null) return
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.shiftKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return
      event.preventDefault()
      const around = timeAt(scale, event.clientX - body.getBoundingClientRect().left)
      if (event.ctrlKey) return zoom(event.deltaY > 0 ? 1.25 : 0.8, around)
      pan(((event.deltaX || event.deltaY) / scale.width) * (shown.toMs - shown.fromMs))
    }
    // React listens passively; zooming must keep the page from zooming too.
    body.addEventListener('wheel', onWheel, { passive: false })
    return () => body.removeEventListener('wheel', onWheel)
  })
}
