/** Which part of the time is shown, and how it is changed. */
import { useState } from 'react'
import type { Axis, Window } from './axis.ts'
import { held, zoomed } from './window.ts'

export interface Zoom {
  shown: Window
  /** null: all of it. */
  show: (window: Window | null) => void
  /** Around a position; without one, around the middle. */
  zoom: (factor: number, around?: number) => void
  /** Moves by a length of the axis. */
  pan: (byMs: number) => void
}

/** `axis`: what the positions are on. */
export function useZoom(whole: Window, axis: Axis): Zoom {
  const [chosen, setChosen] = useState<Window | null>(null)
  // Another axis has other positions: a window of the old one means nothing on it.
  const [chosenOn, setChosenOn] = useState(axis)
  if (chosenOn !== axis) {
    setChosenOn(axis)
    setChosen(null)
  }
  const shown = chosen === null || chosenOn !== axis ? whole : held(chosen, whole)
  const middle = (shown.fromMs + shown.toMs) / 2
  return {
    shown,
    show: (window) => setChosen(window === null ? null : held(window, whole)),
    zoom: (factor, around = middle) => setChosen(zoomed(shown, whole, around, factor)),
    pan: (byMs) => setChosen(held({ fromMs: shown.fromMs + byMs, toMs: shown.toMs + byMs }, whole)),
  }
}
