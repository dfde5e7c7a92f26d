/** What is the window's own way to show things: short local clock times, and how wide a text is. */
import type { Interval } from '../../shared/model.ts'
import type { Language } from '../../shared/words/language.ts'
import { openEnds } from '../../shared/words/moment.ts'

const pad = (n: number) => String(n).padStart(2, '0')

/** Local clock time; with seconds unless they are zero, with the date when asked. */
export function clockTime(iso: string, withDate = false): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  const seconds = date.getSeconds()
  const time = `${pad(date.getHours())}:${pad(date.getMinutes())}${seconds === 0 ? '' : `:${pad(seconds)}`}`
  return withDate ? `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${time}` : time
}

const sameDay = (a: string, b: string) => new Date(a).toDateString() === new Date(b).toDateString()

/** `13:28–13:31` by the local clock, with dates when they differ from the reference's day. */
export function since(interval: Interval, reference: string, language: Language): string {
  const { earliest, latest } = interval
  const show = (iso: string) => clockTime(iso, !sameDay(iso, reference))
  if (earliest === null && latest === null) return ''
  if (latest === null) return openEnds[language].from(show(earliest ?? ''))
  if (earliest === null) return openEnds[language].to(show(latest))
  if (show(earliest) === show(latest)) return show(earliest)
  return `${show(earliest)}–${sameDay(earliest, latest) ? clockTime(latest) : show(latest)}`
}

/** Columns a text takes on a terminal: East Asian wide characters take two. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
      character,
    )
      ? 2
      : 1
  return width
}
