/** What is done between requests, a step at a time. What is not done when the library is closed is done next time. */

export interface Background {
  /** There may be something to do. */
  wake: () => void
}

/**
 * `steps` in order of urgency; each does a little and tells whether it did anything. A step that throws is left until
 * something changes: a library that cannot be written to now is read as it is, and who asks for what needs it is told why.
 */
export function createBackground(isOpen: () => boolean, steps: readonly (() => boolean)[]): Background {
  let isScheduled = false
  const schedule = (delayMs: number) => {
    if (isScheduled) return
    isScheduled = true
    setTimeout(run, delayMs)
  }
  const run = () => {
    isScheduled = false
    if (!isOpen()) return
    try {
      if (steps.some((step) => step())) schedule(1)
    } catch {
      // See above.
    }
  }
  return { wake: () => schedule(5) }
}
