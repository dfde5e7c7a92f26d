/** Draws the timeline of a report: colours that also differ in brightness, gaps that are seen as gaps. */
import { reportWords } from '../../shared/messages/report.ts'
import type { Lane } from '../../shared/model.ts'
import { stateText } from '../../shared/probes/shown.ts'
import type { Language } from '../../shared/words/language.ts'
import { intervalText, momentText } from '../../shared/words/moment.ts'
import { escapeHtml } from './escape.ts'
import { type LaneBar, laneBars, laneName, placeOf, type ReportTimeline } from './timeline.ts'

const width = 1000
const labelWidth = 300
const laneHeight = 20
const headHeight = 34
const margin = { right: 12, bottom: 8 }
/** The narrowest bar that is seen, and the narrowest that has room for a word. */
const bar = { least: 3, worded: 60, perLetter: 6.5 }
const longestName = 48

const fills: Record<LaneBar['kind'], string> = {
  fine: '#d3e9d7',
  attention: '#f2b84b',
  bad: '#a61e1e',
  unknown: '#c9ccd1',
  absent: '#ffffff',
  'not-collected': 'url(#gap)',
}
const gap =
  '<defs><pattern id="gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/><line x1="0" y1="0" x2="0" y2="6" stroke="#888" stroke-width="2"/></pattern></defs>'

const clipped = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`

/** Where a share of the axis lies. */
const x = (share: number): number => Math.round((labelWidth + share * (width - labelWidth - margin.right)) * 10) / 10

export function timelineSvg(timeline: ReportTimeline, language: Language): string {
  const { lanes, snapshots, aAt, bAt, incidentAt } = timeline
  const height = headHeight + lanes.length * laneHeight + margin.bottom
  const mark = (iso: string, name: string, colour: string, dash = '') => {
    const at = x(placeOf(timeline, iso))
    return `<line x1="${at}" x2="${at}" y1="16" y2="${height}" stroke="${colour}" stroke-width="1.5"${dash}/><text x="${at}" y="12" text-anchor="middle" font-weight="bold" fill="${colour}">${escapeHtml(name)}</text>`
  }
  const parts = [
    gap,
    ...snapshots.map(({ takenAt }) => {
      const at = x(placeOf(timeline, takenAt))
      return `<circle cx="${at}" cy="24" r="3" fill="#555"><title>${escapeHtml(momentText(takenAt))}</title></circle>`
    }),
    ...lanes.map((lane, index) => laneSvg(timeline, lane, headHeight + index * laneHeight, language)),
  ]
  if (incidentAt !== null) parts.push(mark(incidentAt, '▼', '#b3261e', ' stroke-dasharray="4 3"'))
  if (aAt !== null) parts.push(mark(aAt, 'A', '#1a5fb4'))
  parts.push(mark(bAt, 'B', '#613583'))
  const label = escapeHtml(reportWords.timeline[language])
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}" font-family="sans-serif" font-size="11">${parts.join('')}</svg>`
}

function laneSvg(timeline: ReportTimeline, lane: Lane, y: number, language: Language): string {
  const name = laneName(lane, language)
  const bars = laneBars(timeline, lane).map((each) => barSvg(each, lane.probe, y, language))
  return `<text x="0" y="${y + 13}"><title>${escapeHtml(name)}</title>${escapeHtml(clipped(name, longestName))}</text>${bars.join('')}`
}

function barSvg(
  { from, to, state, kind, fromAt, toAt }: LaneBar,
  probe: string,
  y: number,
  language: Language,
): string {
  const left = x(from)
  const long = Math.max(bar.least, x(to) - left)
  const told = stateText(probe, state, language)
  const title = `${told} ${intervalText({ earliest: fromAt, latest: toAt }, language)}`
  const dash = kind === 'absent' ? ' stroke-dasharray="2 2"' : ''
  const rect = `<rect x="${left}" y="${y + 2}" width="${long}" height="${laneHeight - 4}" fill="${fills[kind]}" stroke="#666" stroke-width="0.5"${dash}><title>${escapeHtml(title)}</title></rect>`
  if (long <= bar.worded) return rect
  const colour = kind === 'bad' ? '#fff' : '#222'
  const word = clipped(told, Math.floor(long / bar.perLetter))
  return `${rect}<text x="${left + 4}" y="${y + 13}" fill="${colour}">${escapeHtml(word)}</text>`
}
