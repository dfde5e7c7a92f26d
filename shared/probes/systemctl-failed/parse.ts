import type { Parsed } from '../../model.ts'
import { isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import type { FailedUnitRow } from './fields.ts'
import { systemctlMessages } from './messages.ts'

// `UNIT LOAD ACTIVE SUB DESCRIPTION`, with a mark ahead where the terminal shows one.
const unitLine =
  /^[\s●*×]*([^\s●*×]\S*\.(?:service|socket|target|timer|mount|automount|swap|path|slice|scope|device))\s+(\S+)\s+(\S+)\s+(\S+)(?:\s+(.*))?$/
export const head = /^\s*UNIT\s+LOAD\s+ACTIVE\s+SUB\b/
/** What no unit is that `--failed` lists. */
const healthy = new Set(['active', 'inactive', 'activating', 'deactivating', 'reloading'])
const legend = /^(LOAD|ACTIVE|SUB)\s+= |^\d+ (loaded )?units? listed\b|^To show all installed unit files/

export function parse(text: string): Parsed<FailedUnitRow> {
  const builder = new ParsedBuilder<FailedUnitRow>()
  const lines = linesOf(text)
  const isOfAllUnits = lines.some((each) => healthy.has(unitLine.exec(each.text)?.[3] ?? ''))
  for (const each of lines) {
    if (isBlank(each.text)) continue
    const match = unitLine.exec(each.text)
    if (match === null) {
      if (head.test(each.text) || legend.test(each.text)) builder.addNote(systemctlMessages.headed())
      else builder.addUnparsed(each)
      continue
    }
    const [, unit = '', load = '', active = '', sub = '', description = ''] = match
    // Of a list of all units, as `systemctl list-units` prints it, those that failed.
    if (isOfAllUnits && active !== 'failed') continue
    const fields = { unit, load, active, sub, description: description.trim() || null }
    builder.addRow({ key: unit, line: each.line, lastLine: each.line, fields })
  }
  if (isOfAllUnits) builder.addNote(systemctlMessages.allUnits())
  return builder.build()
}
