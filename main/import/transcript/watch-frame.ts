/** The head of a frame of `watch`: `Every 2.0s: kubectl get pods    cloudos1: Fri Oct 12 11:59:02 2018`. */

export interface WatchFrame {
  command: string
  /** Empty when it is not shown. */
  host: string
  /** By this computer's zone, as the head names none; null when it tells no time. */
  atMs: number | null
}

const head = /^\s{0,16}Every \d{1,6}(?:[.,]\d{1,3})?s: (.{1,500}?)(?: {2,}(\S.{0,200}))?$/
const moment = /^(?:(?<host>[A-Za-z0-9][\w.-]{0,252}): )?(?<date>.{8,80})$/
const english = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d)(?: ([AP]M))?(?: [A-Z]{3,5})? (\d{4})/
const chinese = /^(\d{4})年 ?(\d{1,2})月 ?(\d{1,2})日.{0,12}?(\d\d)[:时](\d\d)[:分](\d\d)/

export function watchFrameOf(line: string): WatchFrame | null {
  if (line.length > 800 || !line.includes('Every ')) return null
  const found = head.exec(line.trimEnd())
  if (found === null) return null
  const [, command = '', shown = ''] = found
  const { host = '', date = '' } = moment.exec(shown)?.groups ?? {}
  return { command: command.trim(), host, atMs: momentMs(date) }
}

function momentMs(date: string): number | null {
  const inEnglish = english.exec(date)
  if (inEnglish !== null) {
    const [, month, day, time, half = '', year] = inEnglish
    const atMs = Date.parse(`${month} ${day} ${year} ${time} ${half}`.trim())
    return Number.isNaN(atMs) ? null : atMs
  }
  const inChinese = chinese.exec(date)
  if (inChinese === null) return null
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = inChinese.slice(1).map(Number)
  return new Date(year, month - 1, day, hour, minute, second).getTime()
}
