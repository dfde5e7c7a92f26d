/** `nova-service-list`: the services of OpenStack compute, by their heartbeats. */
import { eastAsianWidth } from 'get-east-asian-width'
import type { Fields, Health, Parsed, Row } from '../model.ts'
import { asArray, asObject, asText, isBlank, linesOf, ParsedBuilder, parseJson } from '../parse/lines.ts'
import { fromIso, secondMs, toIso } from '../parse/time.ts'
import { complaintOf, type Diagnosis, diagnoseKubectl, diagnoseMissingCommand } from './diagnosis.ts'
import type { ParseContext, Probe } from './probe.ts'

/** Column names of the nova client and of `openstack compute service list`, and the fields they fill. */
const fieldOfColumn = new Map([
  ['id', 'id'],
  ['binary', 'binary'],
  ['host', 'host'],
  ['zone', 'zone'],
  ['status', 'status'],
  ['state', 'state'],
  ['updated_at', 'updatedAt'],
  ['updated at', 'updatedAt'],
  ['disabled reason', 'disabledReason'],
  ['forced down', 'forcedDown'],
])
/** Columns when no header is shown, in the order of the nova client; older ones lack the last, openstack the last two. */
const usualColumns = ['id', 'binary', 'host', 'zone', 'status', 'state', 'updatedAt', 'disabledReason', 'forcedDown']

/** A heartbeat is written every 10 s (nova's `report_interval`); older than three of them it is late. */
export const lateHeartbeatSeconds = 30

interface Header {
  fields: string[]
  /** Display columns of the bars between the cells. */
  bars: number[]
}

function parse(text: string, context: ParseContext): Parsed {
  const builder = new ParsedBuilder()
  const lines = linesOf(text)
  const json = lines.findIndex(({ text: each }) => each.startsWith('['))
  if (json >= 0 && parseJsonList(lines, json, context, builder)) return builder.build()
  let header: Header | null = null
  for (const each of lines) {
    const { line, text: raw } = each
    if (isBlank(raw) || isBorder(raw)) continue
    if (!raw.trimStart().startsWith('|')) {
      builder.addUnparsed(each)
      continue
    }
    const cells = cellsBetweenBars(raw)
    const named = cells.map((cell) => fieldOfColumn.get(cell.toLowerCase()) ?? '')
    if (named.includes('binary') && named.includes('host')) {
      header = { fields: named, bars: barsOf(raw) }
      continue
    }
    const row = rowOf(header === null ? withUsualColumns(cells) : withHeader(raw, cells, header), line, line, context)
    if (row === null) builder.addUnparsed(each)
    else builder.addRow(row)
  }
  return builder.build()
}

// A border may have lost its first characters, and have fewer columns than the header.
const isBorder = (text: string): boolean => /^[+-][+-]*$/.test(text.trim()) && text.includes('-')

function cellsBetweenBars(text: string): string[] {
  const cells = text
    .trim()
    .split('|')
    .map((cell) => cell.trim())
  cells.shift()
  if (cells.at(-1) === '') cells.pop()
  return cells
}

function withHeader(raw: string, cells: string[], { fields, bars }: Header): Map<string, string> {
  const fitting = cells.length > fields.length ? (alignedToBars(raw, bars) ?? mergedReason(cells, fields)) : cells
  return new Map(fields.map((field, index) => [field, fitting[index] ?? '']))
}

function withUsualColumns(cells: string[]): Map<string, string> {
  // Seven cells are the fewest of any version; a reason with bars in it makes more than nine.
  if (cells.length < 7) return new Map()
  const fitting = cells.length > usualColumns.length ? mergedReason(cells, usualColumns) : cells
  return new Map(usualColumns.map((field, index) => [field, fitting[index] ?? '']))
}

/** The client pads by display width, in which Chinese characters count two: where a header's bar is, each row has one. */
function alignedToBars(raw: string, bars: number[]): string[] | null {
  const wanted = new Set(bars)
  const cells: string[] = []
  let column = 0
  let start = 0
  let index = 0
  for (const character of raw) {
    if (wanted.has(column)) {
      if (character !== '|') return null
      cells.push(raw.slice(start, index).trim())
      start = index + 1
    }
    index += character.length
    column += displayWidth(character)
  }
  cells.shift()
  return cells.length === bars.length - 1 ? cells : null
}

function barsOf(raw: string): number[] {
  const bars: number[] = []
  let column = 0
  for (const character of raw) {
    if (character === '|') bars.push(column)
    column += displayWidth(character)
  }
  return bars
}

const displayWidth = (character: string): number => eastAsianWidth(character.codePointAt(0) ?? 0)

/** Only the reason is a text of the operator's, so surplus bars are its. */
function mergedReason(cells: string[], fields: string[]): string[] {
  const at = fields.indexOf('disabledReason')
  if (at < 0) return cells
  const surplus = cells.length - fields.length
  return [...cells.slice(0, at), cells.slice(at, at + surplus + 1).join(' | '), ...cells.slice(at + surplus + 1)]
}

function parseJsonList(
  lines: { line: number; text: string }[],
  first: number,
  context: ParseContext,
  builder: ParsedBuilder,
): boolean {
  const last = lines.findLastIndex(({ text }) => text.endsWith(']'))
  const body = lines.slice(first, last + 1)
  const list = parseJson(body.map(({ text }) => text).join('\n'))
  if (!Array.isArray(list)) return false
  for (const each of [...lines.slice(0, first), ...lines.slice(last + 1)]) builder.addUnparsed(each)
  const starts = body.filter(({ text }) => text === '  {').map(({ line }) => line)
  const ends = body.filter(({ text }) => text === '  },' || text === '  }').map(({ line }) => line)
  const isPretty = starts.length === list.length && ends.length === list.length
  for (const [index, item] of asArray(list).entries()) {
    const cells = new Map<string, string>()
    for (const [name, value] of Object.entries(asObject(item) ?? {})) {
      const field = fieldOfColumn.get(name.toLowerCase())
      if (field !== undefined) cells.set(field, value === null || value === undefined ? '' : String(value))
    }
    const from = (isPretty ? starts[index] : lines[first]?.line) ?? 1
    const to = (isPretty ? ends[index] : lines[last]?.line) ?? from
    const row = rowOf(cells, from, to, context)
    if (row === null) builder.addUnparsed({ line: from, text: JSON.stringify(item) })
    else builder.addRow(row)
  }
  return true
}

function rowOf(cells: Map<string, string>, line: number, lastLine: number, context: ParseContext): Row | null {
  const value = (name: string): string | null => {
    const text = cells.get(name) ?? ''
    return text === '' || text === '-' || text === 'None' ? null : text
  }
  const binary = value('binary')
  const host = value('host')
  const state = value('state')
  if (binary === null || host === null || !/^[A-Za-z]/.test(binary) || state === null) return null
  const updatedAtMs = heartbeat(value('updatedAt'))
  const forcedDown = value('forcedDown')?.toLowerCase()
  const fields: Fields = {
    id: value('id'),
    binary,
    host,
    zone: value('zone'),
    status: value('status'),
    state: state.toLowerCase(),
    updatedAt: updatedAtMs === null ? null : toIso(updatedAtMs),
    disabledReason: value('disabledReason'),
    forcedDown: forcedDown === 'true' ? true : forcedDown === 'false' ? false : null,
    heartbeatAgeSeconds:
      updatedAtMs === null ? null : (context.takenAtMs + context.clockOffsetMs - updatedAtMs) / secondMs,
  }
  return { key: `${binary}@${host}`, line, lastLine, fields }
}

/** The database holds UTC, printed without a zone. */
function heartbeat(text: string | null): number | null {
  if (text === null || !/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d{1,9})?$/.test(text)) return null
  const ms = fromIso(`${text.replace(' ', 'T').replace(/(\.\d{3})\d+$/, '$1')}Z`)
  return Number.isNaN(ms) ? null : ms
}

/** Errors of the nova client, seen with python-novaclient 18, and of the way to it. */
function diagnose(ended: { stdout: string; stderr: string; exitCode: number | null }): Diagnosis {
  const said = complaintOf(ended)
  if (/You must provide a user ?name/i.test(said))
    return {
      outcome: 'refused',
      message: 'The OpenStack credentials were not loaded. Source the openrc first: source /root/admin-openrc.sh',
    }
  // The outer shell is sh; what bash misses, inside the pod, is the file to source.
  const noFile = /^bash: (?:line \d{1,9}: )?(\/\S{1,500}): No such file or directory/m.exec(said)
  if (noFile !== null && noFile[1]?.endsWith('/kubectl') === false)
    return { outcome: 'refused', message: `There is no openrc at ${noFile[1]}. Set the profile's path of the openrc.` }
  if (/HTTP 401|\(Unauthorized\)|requires authentication/.test(said) && /nova|keystone|ERROR \(/i.test(said))
    return {
      outcome: 'refused',
      message: 'Keystone refused the credentials (HTTP 401). Check the password in the openrc.',
    }
  if (/ERROR \(ConnectFailure\)|Unable to establish connection|RemoteDisconnected/.test(said))
    return {
      outcome: 'failed',
      message: 'Keystone or the nova API could not be reached. Check their containers, and the database behind them.',
    }
  const missing = diagnoseMissingCommand(ended, 'nova', 'The nova client is not in this pod, or not on its PATH.')
  if (missing !== null && !/kubectl: (command )?not found/.test(said)) return missing
  if (ended.exitCode === 126 && /terminated with exit code 126|exec failed/.test(said))
    return { outcome: 'unavailable', message: 'The pod has no bash, so the openrc cannot be sourced in it.' }
  return diagnoseKubectl(ended)
}

function stateOf({ state, status, forcedDown, heartbeatAgeSeconds }: Fields): { state: string; health: Health } {
  if (forcedDown === true) return { state: 'forced down', health: 'bad' }
  if (state === 'down') return { state: 'down', health: status === 'disabled' ? 'attention' : 'bad' }
  if (state !== 'up') return { state: asText(state) || 'unknown', health: 'unknown' }
  if (typeof heartbeatAgeSeconds === 'number' && heartbeatAgeSeconds > lateHeartbeatSeconds)
    return { state: 'up, old heartbeat', health: 'attention' }
  return status === 'disabled' ? { state: 'up, disabled', health: 'attention' } : { state: 'up', health: 'fine' }
}

export const novaServiceList: Probe = {
  name: 'nova-service-list',
  version: 1,
  scope: 'cluster',
  runsIn: 'nova-pod',
  variants: [{ name: 'table', command: ({ openrcPath }) => `source ${openrcPath} && nova service-list` }],
  timeoutMs: 60_000,
  maxBytes: 4 * 1024 * 1024,
  parse,
  comparedFields: ['id', 'zone', 'status', 'state', 'disabledReason', 'forcedDown'],
  state: stateOf,
  label: ({ binary, host }) => `${asText(binary)} ${asText(host)}`,
  recognises: (command) =>
    /(?:^|[\s;&'"/])(?:nova (?:--?\S+ (?:\d\S* )?)*service-list|openstack compute service list)(?=\s|$|['"])/.test(
      command,
    ),
  showsAll: (command) => !/ --(binary|host|service)[ =]/.test(command),
  diagnose,
}
