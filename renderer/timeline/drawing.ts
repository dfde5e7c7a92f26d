/** All that a drawing of the timeline shows, and the measures it is drawn with, in pixels. */
import type { Event } from '../../shared/model.ts'
import type { Palette } from '../theme/palette.ts'
import type { Scale } from './axis.ts'
import type { TimelineRow } from './lane-groups.ts'
import type { StateName } from './names.ts'

export const axisHeight = 76
export const rowHeight = 20
/** Events hang between the incident's flag and the handles. */
export const eventY = 30
export const dotY = 65

export interface Drawing {
  width: number
  height: number
  scale: Scale
  palette: Palette
  rows: TimelineRow[]
  scrollTop: number
  /** Where the snapshots stand on the axis: their times, or equal steps. */
  momentsMs: number[]
  /** When they were taken. */
  timesMs: number[]
  /** Equal steps from snapshot to snapshot instead of true distances. */
  even: boolean
  positionOf: (ms: number) => number
  /** Times that no clock told. */
  inferred: boolean[]
  textScale: number
  completes: boolean[]
  events: Event[]
  incidentMs: number | null
  incidentLabel: string
  a: number
  b: number
  hoveredRow: number
  selectedRow: number
  groupName: (probe: string) => string
  stateName: StateName
}

export const fontOf = ({ textScale }: Drawing, size: number, weight = 400) =>
  `${weight} ${size * textScale}px system-ui, sans-serif`
