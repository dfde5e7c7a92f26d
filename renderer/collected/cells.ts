/** Columns of the tables, as the commands their readers know print them. Cells are texts; the interval behind an age is its tooltip. */
import type { RowInPlace } from '../../shared/contract/contract.ts'
import type { Interval } from '../../shared/model.ts'
import type { Column } from '../controls/data-grid.tsx'
import { age, bytes, isInterval, type Language, utcInterval, utcTime, valueText } from '../words/format.ts'

export interface CellContext {
  /** When the snapshot was taken: ages count from then, not from now. */
  atIso: string
  language: Language
}
export type CellColumn = Column<RowInPlace>
export type ColumnsOf = (context: CellContext) => CellColumn[]

const noInterval: Interval = { earliest: null, latest: null }
const fieldOf = (item: RowInPlace, name: string) => item.row.fields[name]
const intervalOf = (item: RowInPlace, name: string) => {
  const value = fieldOf(item, name)
  return isInterval(value) ? value : noInterval
}

const plain = (name: string, label: string, track: string): CellColumn => ({
  id: name,
  label,
  track,
  text: (item) => valueText(fieldOf(item, name)),
})
const number = (name: string, label: string, track: string): CellColumn => ({
  ...plain(name, label, track),
  number: true,
  sortValue: (item) => Number(fieldOf(item, name) ?? -1),
})
const aged = (name: string, label: string, track: string, { atIso, language }: CellContext): CellColumn => ({
  id: name,
  label,
  track,
  text: (item) => age(intervalOf(item, name), atIso, language) || '–',
  title: (item) => utcInterval(intervalOf(item, name)),
  sortValue: (item) => -Date.parse(intervalOf(item, name).latest ?? intervalOf(item, name).earliest ?? ''),
})
const moment = (name: string, label: string, track: string): CellColumn => ({
  ...plain(name, label, track),
  title: (item) => {
    const value = fieldOf(item, name)
    return typeof value === 'string' ? utcTime(value) : utcInterval(intervalOf(item, name))
  },
  sortValue: (item) => {
    const value = fieldOf(item, name)
    return Date.parse(typeof value === 'string' ? value : (intervalOf(item, name).latest ?? '')) || 0
  },
})
const where = (label = 'NODE'): CellColumn => ({
  id: '@node',
  label,
  track: '110px',
  text: (item) => (item.pod === null ? item.node : `${item.node} / ${item.pod}`),
})

/** `kubectl get pod -o wide` */
export const podColumns: ColumnsOf = (context) => [
  plain('namespace', 'NAMESPACE', '86px'),
  plain('name', 'NAME', 'minmax(170px, 1fr)'),
  {
    id: 'ready',
    label: 'READY',
    track: '56px',
    text: (item) => `${valueText(fieldOf(item, 'ready'))}/${valueText(fieldOf(item, 'total'))}`,
  },
  plain('status', 'STATUS', '128px'),
  number('restarts', 'RESTARTS', '76px'),
  aged('createdAt', 'AGE', '88px', context),
  plain('ip', 'IP', '104px'),
  plain('node', 'NODE', '110px'),
]

/** `nova service-list` */
export const serviceColumns: ColumnsOf = () => [
  plain('id', 'Id', '90px'),
  plain('binary', 'Binary', 'minmax(150px, 1fr)'),
  plain('host', 'Host', 'minmax(120px, 1fr)'),
  plain('zone', 'Zone', '90px'),
  plain('status', 'Status', '80px'),
  plain('state', 'State', '80px'),
  moment('updatedAt', 'Updated_at', '150px'),
  {
    ...number('heartbeatAgeSeconds', 'Heartbeat', '80px'),
    text: (item) => heartbeat(fieldOf(item, 'heartbeatAgeSeconds')),
  },
  plain('disabledReason', 'Disabled Reason', 'minmax(120px, 1fr)'),
  plain('forcedDown', 'Forced down', '90px'),
]
const heartbeat = (value: unknown) => (typeof value === 'number' ? `${Math.round(value)} s` : '–')

/** `docker ps -a` */
export const containerColumns: ColumnsOf = (context) => [
  where(),
  {
    ...plain('id', 'CONTAINER ID', '110px'),
    text: (item) => valueText(fieldOf(item, 'id')).slice(0, 12),
    title: (item) => valueText(fieldOf(item, 'id')),
  },
  plain('image', 'IMAGE', 'minmax(200px, 1.3fr)'),
  plain('command', 'COMMAND', '150px'),
  aged('createdAt', 'CREATED', '100px', context),
  {
    id: 'state',
    label: 'STATUS',
    track: '140px',
    text: (item) => {
      const known = [fieldOf(item, 'exitCode'), fieldOf(item, 'health')].filter((value) => value != null)
      return [valueText(fieldOf(item, 'state')), ...known.map((value) => `(${valueText(value)})`)].join(' ')
    },
  },
  aged('since', 'SINCE', '100px', context),
  plain('ports', 'PORTS', '120px'),
  plain('names', 'NAMES', 'minmax(220px, 1.3fr)'),
]

/** `ls -la /var/log` */
export const logColumns: ColumnsOf = () => [
  where(),
  plain('mode', 'MODE', '95px'),
  plain('owner', 'OWNER', '80px'),
  plain('group', 'GROUP', '80px'),
  {
    ...number('size', 'SIZE', '80px'),
    text: (item) => sizeText(fieldOf(item, 'size')),
    title: (item) => valueText(fieldOf(item, 'size')),
  },
  moment('modifiedAt', 'MODIFIED', '250px'),
  {
    id: 'path',
    label: 'NAME',
    track: 'minmax(260px, 1fr)',
    text: (item) => {
      const target = fieldOf(item, 'linkTarget')
      return `${valueText(fieldOf(item, 'path'))}${typeof target === 'string' ? ` -> ${target}` : ''}`
    },
  },
]
const sizeText = (value: unknown) => (typeof value === 'number' ? bytes(value) : '–')
