/** The time that a node has for all of its commands. */

/** Why a node's commands were ended: its time was over. Any other reason is a person who cancelled. */
export class NodeDeadline extends Error {}

export interface Deadline {
  /** Aborted with a `NodeDeadline` when the time is over, and with its parent. */
  signal: AbortSignal
  /** It is not needed any more. */
  clear: () => void
}

export function deadlineIn(ms: number, parent: AbortSignal): Deadline {
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(new NodeDeadline()), ms)
  const cancel = () => over.abort(parent.reason)
  parent.addEventListener('abort', cancel, { once: true })
  if (parent.aborted) cancel()
  return {
    signal: over.signal,
    clear: () => {
      clearTimeout(timer)
      parent.removeEventListener('abort', cancel)
    },
  }
}
