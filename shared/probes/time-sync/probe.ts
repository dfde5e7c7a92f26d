/** `time-sync`: whether the node's clock is kept right, and by whom. */
import type { Parsed } from '../../model.ts'
import { isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import { catalogue, says } from '../../words/message.ts'
import type { FieldsOf } from '../fields.ts'
import { probe } from '../probe.ts'
import { timeSyncFields } from './fields.ts'

// systemd says "NTP synchronized" up to 235, "System clock synchronized" after.
const timedatectlLine =
  /^\s*(Local time|Universal time|RTC time|Time zone|Timezone|NTP enabled|NTP synchronized|System clock synchronized|Network time on|NTP service|systemd-timesyncd\.service active|RTC in local TZ|DST active|Last DST change|Next DST change|Warning): ?(.*)$/
const chronyLine =
  /^(Reference ID|Stratum|Ref time \(UTC\)|System time|Last offset|RMS offset|Frequency|Residual freq|Skew|Root delay|Root dispersion|Update interval|Leap status)\s*: (.*)$/
const ntpqPeer =
  /^([*+\-#ox. ]?)(\S+)\s+(\S+)\s+(\d+)\s+(\S)\s+(\S+)\s+(\d+)\s+(\d+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+([\d.]+)\s*$/
const ntpqFrame = /^\s+remote\s+refid\s+st\b|^=+$/

type ClockRow = FieldsOf<typeof timeSyncFields>

const messages = catalogue('timeSync', {
  noTool: says({
    en: 'This node has neither timedatectl nor chronyc nor ntpq, or none of them answers.',
    zh: '此节点没有 timedatectl、chronyc 或 ntpq，或者都没有响应。',
  }),
})

function parse(text: string): Parsed<ClockRow> {
  const builder = new ParsedBuilder<ClockRow>()
  const fields: ClockRow = {
    synchronized: null,
    source: null,
    offsetSeconds: null,
    stratum: null,
    leapStatus: null,
    timeZone: null,
  }
  let first = 0
  let last = 0
  let isContinued = false
  for (const each of linesOf(text)) {
    if (isBlank(each.text)) continue
    // The DST lines of old systemd go on over two more.
    const isKnown: boolean = readLine(each.text, fields) || (isContinued && /^ {10,}\S/.test(each.text))
    isContinued = isKnown && (/DST change:/.test(each.text) || (isContinued && /^ {10,}\S/.test(each.text)))
    if (!isKnown) {
      builder.addUnparsed(each)
      continue
    }
    first ||= each.line
    last = each.line
  }
  if (first > 0) builder.addRow({ key: 'clock', line: first, lastLine: last, fields })
  return builder.build()
}

function readLine(text: string, fields: ClockRow): boolean {
  const systemd = timedatectlLine.exec(text)
  if (systemd !== null) {
    const value = (systemd[2] ?? '').trim()
    if (/^(NTP|System clock) synchronized$/.test(systemd[1] ?? '')) fields.synchronized ??= value === 'yes'
    if (/^Time ?zone$/.test(systemd[1] ?? '')) fields.timeZone = value
    return true
  }
  const chrony = chronyLine.exec(text)
  if (chrony !== null) {
    const value = (chrony[2] ?? '').trim()
    readChrony(chrony[1] ?? '', value, fields)
    return true
  }
  const peer = text.length > 500 ? null : ntpqPeer.exec(text)
  if (peer !== null) {
    // The star marks the peer that the clock follows; its offset is in milliseconds.
    if (peer[1] === '*') {
      fields.synchronized = true
      fields.source = peer[2] ?? null
      fields.stratum = Number(peer[4]) + 1
      fields.offsetSeconds = Number(peer[10]) / 1000
    }
    return true
  }
  return ntpqFrame.test(text)
}

function readChrony(name: string, value: string, fields: ClockRow): void {
  if (name === 'Reference ID') fields.source = /\(([^)]*)\)/.exec(value)?.[1] || value
  else if (name === 'Stratum') fields.stratum = Number(value)
  else if (name === 'Leap status') {
    fields.leapStatus = value
    // chronyd knows better than systemd, which only sees that some daemon once set the clock.
    fields.synchronized = value !== 'Not synchronised'
  } else if (name === 'System time') {
    const match = /^([\d.]+) seconds (slow|fast) of NTP time$/.exec(value)
    if (match !== null) fields.offsetSeconds = Number(match[1]) * (match[2] === 'slow' ? -1 : 1)
  }
}

export const timeSync = probe({
  name: 'time-sync',
  title: { en: 'Clock', zh: '时钟' },
  about: {
    en: "Whether the node's clock is kept right, and by whom: timedatectl, chronyc, ntpq.",
    zh: '节点时钟是否同步、由谁同步：timedatectl、chronyc、ntpq。',
  },
  version: 2,
  scope: 'node',
  runsIn: 'node',
  variants: [
    {
      name: 'any',
      command: () =>
        'found=127; timedatectl 2>/dev/null && found=0; chronyc -n tracking 2>/dev/null && found=0 || { ntpq -pn 2>/dev/null && found=0; }; exit $found',
    },
  ],
  timeoutMs: 20_000,
  maxBytes: 64 * 1024,
  fields: timeSyncFields,
  heads: [/^\s+remote\s+refid\s+st\b/],
  isToldByLines: false,
  parse,
  state: ({ synchronized }) => {
    if (synchronized === true) return { state: 'synchronized', health: 'fine' }
    if (synchronized === false) return { state: 'not synchronized', health: 'bad' }
    return { state: 'unknown', health: 'unknown' }
  },
  stateWords: {
    synchronized: { en: 'synchronized', zh: '已同步' },
    'not synchronized': { en: 'not synchronized', zh: '未同步' },
  },
  label: ({ source }) => source || 'clock',
  recognises: (command) =>
    /^(?:sudo +)?(?:timedatectl(?: status)?|chronyc (?:-n )?tracking|ntpq -p?n?p?)$/.test(command.trim()),
  diagnose: ({ exitCode }) => (exitCode === 127 ? { outcome: 'unavailable', message: messages.noTool() } : null),
  messages: [messages],
})
