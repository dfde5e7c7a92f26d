/** Which part of the time is shown. */
import type { Window } from './axis.ts'

/** All moments with some air on both sides; one moment alone gets an hour around it. */
export function wholeWindow(momentsMs: number[]): Window {
  if (momentsMs.length === 0) return { fromMs: 0, toMs: 3_600_000 }
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const moment of momentsMs) {
    first = Math.min(first, moment)
    last = Math.max(last, moment)
  }
  const air = first === last ? 1_800_000 : (last - first) * 0.04
  return { fromMs: first - air, toMs: last + air }
}

/** Zooms around a moment, kept within the whole, at least a minute wide. */
export function zoomed(window: Window, whole: Window, aroundMs: number, factor: number): Window {
  const length = Math.min(whole.toMs - whole.fromMs, Math.max(60_000, (window.toMs - window.fromMs) * factor))
  const share = (aroundMs - window.fromMs) / (window.toMs - window.fromMs)
  return held({ fromMs: aroundMs - share * length, toMs: aroundMs + (1 - share) * length }, whole)
}

/** The same length, moved so that it lies within the whole. */
export function held(window: Window, whole: Window): Window {
  const length = Math.min(window.toMs - window.fromMs, whole.toMs - whole.fromMs)
  const fromMs = Math.min(Math.max(window.fromMs, whole.fromMs), whole.toMs - length)
  return { fromMs, toMs: fromMs + length }
}
