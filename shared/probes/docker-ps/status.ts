/** The cell STATUS of `docker ps`: `Up 2 hours (healthy)`, `Exited (137) 3 days ago`. */

export interface Status {
  state: string | null
  health: string | null
  exitCode: number | null
  /** How long it has been in this state. */
  age: string | null
}

// The last few are podman's.
export const statusBeginning =
  /^(?:Up|Exited|Restarting|Created|Dead|Removal In Progress|Initialized|Paused|Stopping|Stopped|Removing)\b/
const cutMark = /(\u2026|\.\.\.)$/

export function statusOf(text: string | null): Status {
  const none: Status = { state: null, health: null, exitCode: null, age: null }
  if (text === null) return none
  const cut = text.replace(cutMark, '')
  if (/^[A-Z][a-z]+$/.test(cut) && statusBeginning.test(cut) && cut !== 'Up')
    return { ...none, state: cut.toLowerCase() }
  if (cut === 'Removal In Progress') return { ...none, state: 'removing' }
  const ended = /^(Exited|Restarting) \((-?\d{1,9})\) (.*) ago$/.exec(cut)
  if (ended !== null)
    return {
      ...none,
      state: ended[1] === 'Exited' ? 'exited' : 'restarting',
      exitCode: Number(ended[2]),
      age: ended[3] ?? null,
    }
  const up = /^Up ([^(]*)(?:\(([^)]*)\))?(?: \(([^)]*)\))?$/.exec(cut)
  if (up === null) return none
  const marks = [up[2], up[3]].map((mark) => mark?.trim())
  const health = marks.find((mark) => mark === 'healthy' || mark === 'unhealthy' || mark?.startsWith('health: '))
  return {
    state: marks.includes('Paused') ? 'paused' : 'running',
    health: health === undefined ? null : health.replace('health: ', ''),
    exitCode: null,
    age: (up[1] ?? '').trim().replace(/ ago$/, ''),
  }
}
