/** What programs that log a terminal add to it: heads with the time, and a time ahead of each line. */

export interface LogHead {
  /** Null when the head tells no time that can be read. */
  atMs: number | null
  /** False when its zone is not told: it is then taken to be this computer's. */
  hasZone: boolean
}

const putty = /^=~[=~]* PuTTY log (\d{4})\.(\d\d)\.(\d\d) (\d\d):(\d\d):(\d\d) =~/
// script(1) of util-linux since 2.33 writes ISO times, older ones the locale's.
const script = /^Script (started|done) on (.{1,80}?)(?: \[.*)?$/
const iso = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d:\d\d:\d\d)([+-]\d\d:?\d\d)$/
const ctime = /^(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})$/

/** The head (or foot) that a logging program wrote, or null when the line is none. */
export function logHeadOf(line: string): LogHead | null {
  if (line.length > 300) return null
  const head = putty.exec(line)
  if (head !== null) {
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = head.slice(1).map(Number)
    return { atMs: new Date(year, month - 1, day, hour, minute, second).getTime(), hasZone: false }
  }
  const told = script.exec(line)
  if (told === null) return null
  const text = told[2] ?? ''
  const exact = iso.exec(text)
  if (exact !== null) return headAt(Date.parse(text.replace(' ', 'T')), true)
  const local = ctime.exec(text)
  return headAt(local === null ? Number.NaN : Date.parse(`${local[1]} ${local[2]} ${local[4]} ${local[3]}`), false)
}

const headAt = (atMs: number, hasZone: boolean): LogHead => ({ atMs: Number.isNaN(atMs) ? null : atMs, hasZone })

const stamp = /^\[?(\d{4})[-/.](\d\d)[-/.](\d\d)[ T](\d\d):(\d\d):(\d\d)(?:[.,]\d{1,6})?\]?(?:[: ] ?|$)/

/** Lines of a log, and when each was printed (null or undefined where the log does not tell). */
export interface LogLines {
  lines: readonly string[]
  stampsMs: readonly (number | null)[]
}

/** The lines without the time that a terminal program put ahead of (nearly) each of them. */
export function withoutStamps(lines: readonly string[]): LogLines {
  let stamped = 0
  let written = 0
  for (const line of lines) {
    if (line.trim() === '') continue
    written++
    if (stamp.test(line)) stamped++
  }
  // A listing of events has many times at its beginning, but its prompts and headers have none.
  if (stamped < 5 || stamped < written * 0.9) return { lines, stampsMs: [] }
  const stampsMs: (number | null)[] = []
  const texts = lines.map((line) => {
    const match = stamp.exec(line)
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = (match ?? []).slice(1).map(Number)
    stampsMs.push(match === null ? null : new Date(year, month - 1, day, hour, minute, second).getTime())
    return match === null ? line : line.slice(match[0].length)
  })
  return { lines: texts, stampsMs }
}
