/** `df`: how full the file systems are. */
import type { Fields, Parsed } from '../model.ts'
import { asText, isBlank, linesOf, ParsedBuilder } from '../parse/lines.ts'
import { diagnoseMissingCommand } from './diagnosis.ts'
import type { Probe } from './probe.ts'

const header = /^(Filesystem|文件系统)\s/
// The size's cells end with the share in percent; a mount point may hold blanks. `-` stands for what is not known.
const usage =
  /^(\S.*?)\s+(\d+|-|[\d.,]+[KMGTPE]?i?B?)\s+(\d+|-|[\d.,]+[KMGTPE]?i?B?)\s+(-?\d+|-|[\d.,]+[KMGTPE]?i?B?)\s+(\d{1,3}%|-)\s+(\/.*)$/
/** From these shares on a file system is filling up, and full. */
export const fillingPercent = 85
export const fullPercent = 95
const unitKb: Record<string, number> = { K: 1, M: 1024, G: 1024 ** 2, T: 1024 ** 3, P: 1024 ** 4, E: 1024 ** 5 }

/** Sizes in KiB; those of `df -h` are rounded as it prints them. */
function kbOf(text: string, isHuman: boolean): number | null {
  if (text === '-') return null
  const match = /^(-?[\d.,]+)([KMGTPE])?/.exec(text)
  const count = Number((match?.[1] ?? '').replace(',', '.'))
  if (match === null || Number.isNaN(count)) return null
  if (match[2] === undefined) return isHuman ? Math.round(count / 1024) : count
  return Math.round(count * (unitKb[match[2]] ?? 1))
}

function parse(text: string): Parsed {
  const builder = new ParsedBuilder()
  // `-h` prints bytes without a unit, so a header that says so makes the difference.
  let isHuman = false
  for (const each of linesOf(text)) {
    if (isBlank(each.text)) continue
    if (header.test(each.text)) {
      isHuman = !/1K|1024/.test(each.text)
      builder.addNote(isHuman ? 'Sizes are rounded, as df -h prints them.' : 'Sizes are in KiB.')
      continue
    }
    const match = each.text.length > 8192 ? null : usage.exec(each.text)
    if (match === null) {
      builder.addUnparsed(each)
      continue
    }
    const [, filesystem = '', size = '', used = '', available = '', percent = '', mountedOn = ''] = match
    const fields: Fields = {
      filesystem,
      sizeKb: kbOf(size, isHuman),
      usedKb: kbOf(used, isHuman),
      availableKb: kbOf(available, isHuman),
      usePercent: percent === '-' ? null : Number(percent.slice(0, -1)),
      mountedOn,
    }
    builder.addRow({ key: mountedOn, line: each.line, lastLine: each.line, fields })
  }
  return builder.build()
}

export const df: Probe = {
  name: 'df',
  version: 1,
  scope: 'node',
  runsIn: 'node',
  // POSIX: one line a file system, in KiB. A dead NFS server would hold all of it up; local ones answer.
  variants: [
    { name: 'local', command: () => 'df -P -k -l' },
    { name: 'posix', command: () => 'df -P -k' },
  ],
  timeoutMs: 20_000,
  maxBytes: 1024 * 1024,
  parse,
  // What is used drifts all the time; that it fills up is the state.
  comparedFields: ['filesystem', 'sizeKb'],
  state: ({ usePercent }) => {
    if (typeof usePercent !== 'number') return { state: 'unknown', health: 'unknown' }
    if (usePercent >= fullPercent) return { state: `${fullPercent} % or more`, health: 'bad' }
    return usePercent >= fillingPercent
      ? { state: `${fillingPercent} % or more`, health: 'attention' }
      : { state: `below ${fillingPercent} %`, health: 'fine' }
  },
  label: ({ mountedOn }) => asText(mountedOn),
  recognises: (command) =>
    /^(?:sudo +)?df(?: +-[hPkTla]+| +-x +\S+)* *$/.test(command.trim()) && !/ -\S*T/.test(command),
  diagnose: (ended) => diagnoseMissingCommand(ended, 'df', 'It is not on the PATH.'),
}
