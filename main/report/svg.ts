/** Draws the timeline of a report: colours that also differ in brightness, gaps that are seen as gaps. */
import { stateText } from '../../shared/probes/shown.ts'
import { intervalText, momentText } from '../../shared/words/moment.ts'
import { escapeHtml } from './escape.ts'
import type { ReportTexts } from './texts.ts'
import { type LaneBar, laneBars, laneName, placeOf, type ReportTimeline } from './timeline.ts'

const width = 1000
const labelWidth = 300
const laneHeight = 20
const headHeight = 34

const fills: Record<LaneBar['kind'], string> = {
  fine: '#d3e9d7',
  attention: '#f2b84b',
  bad: '#a61e1e',
  unknown: '#c9ccd1',
  absent: '#ffffff',
  'not-collected': 'url(#gap)',
}
const clipped = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`

export function timelineSvg(timeline: ReportTimeline, texts: ReportTexts): string {
  const { lanes, snapshots, aAt, bAt, incidentAt } = timeline
  const height = headHeight + lanes.length * laneHeight + 8
  const axis = width - labelWidth - 12
  const x = (share: number) => Math.round((labelWidth + share * axis) * 10) / 10
  const mark = (iso: string, name: string, colour: string, dash: string) => {
    const at = x(placeOf(timeline, iso))
    return `<line x1="${at}" x2="${at}" y1="16" y2="${height}" stroke="${colour}" stroke-width="1.5"${dash}/><text x="${at}" y="12" text-anchor="middle" font-weight="bold" fill="${colour}">${escapeHtml(name)}</text>`
  }
  const bars = lanes.map((lane, index) => {
    const y = headHeight + index * laneHeight
    const name = laneName(lane, texts.language)
    const spans = laneBars(timeline, lane).map((bar) => {
      const [from, to] = [x(bar.from), x(bar.to)]
      const long = Math.max(3, to - from)
      const state = stateText(lane.probe, bar.state, texts.language)
      const told =
        long > 60
          ? `<text x="${from + 4}" y="${y + 13}" fill="${bar.kind === 'bad' ? '#fff' : '#222'}">${escapeHtml(clipped(state, Math.floor(long / 6.5)))}</text>`
          : ''
      return `<rect x="${from}" y="${y + 2}" width="${long}" height="${laneHeight - 4}" fill="${fills[bar.kind]}" stroke="#666" stroke-width="0.5"${bar.kind === 'absent' ? ' stroke-dasharray="2 2"' : ''}><title>${escapeHtml(`${state} ${intervalText({ earliest: bar.fromAt, latest: bar.toAt }, texts.language)}`)}</title></rect>${told}`
    })
    return `<text x="0" y="${y + 13}"><title>${escapeHtml(name)}</title>${escapeHtml(clipped(name, 48))}</text>${spans.join('')}`
  })
  const dots = snapshots.map(
    ({ takenAt }) =>
      `<circle cx="${x(placeOf(timeline, takenAt))}" cy="24" r="3" fill="#555"><title>${momentText(takenAt)}</title></circle>`,
  )
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(texts.timeline)}" font-family="sans-serif" font-size="11"><defs><pattern id="gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/><line x1="0" y1="0" x2="0" y2="6" stroke="#888" stroke-width="2"/></pattern></defs>${dots.join('')}${bars.join('')}${incidentAt === null ? '' : mark(incidentAt, '▼', '#b3261e', ' stroke-dasharray="4 3"')}${aAt === null ? '' : mark(aAt, 'A', '#1a5fb4', '')}${mark(bAt, 'B', '#613583', '')}</svg>`
}
