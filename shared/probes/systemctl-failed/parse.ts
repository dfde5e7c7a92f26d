import type { Parsed } from '../../model.ts'
import { isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import type { FailedUnitRow } from './fields.ts'
import { systemctlMessages } from './messages.ts'

// `UNIT LOAD ACTIVE SUB [JOB] DESCRIPTION`, with a mark ahead where the terminal shows one.
const unitLine =
  /^[\s●○*×↻•]*([^\s●○*×↻•]\S*\.(?:service|socket|target|timer|mount|automount|swap|path|slice|scope|device))\s+(\S+)\s+(\S+)\s+(\S+)(?:\s+(.*))?$/
export const head = /^\s*UNIT\s+LOAD\s+ACTIVE\s+SUB\b/
const legend =
  /^(?:Legend: |\s+)?(?:LOAD|ACTIVE|SUB|JOB)\s+(?:=|→|->) |^\d+ (loaded )?units? listed\b|^(?:Pass --all|To show all|Use --all)\b/
/** The column JOB, which stands only where some unit has one. */
const withJob = /\sSUB\s+JOB\s/
const job = /^(?:start|verify-active|stop|reload|restart|try-restart|try-reload|reload-or-start|nop)\s+/

/** What no unit is that `--failed` lists. */
const healthy = new Set(['active', 'inactive', 'activating', 'deactivating', 'reloading'])

export function parse(text: string): Parsed<FailedUnitRow> {
  const builder = new ParsedBuilder<FailedUnitRow>()
  let hasJobs = false
  for (const each of linesOf(text)) {
    if (isBlank(each.text)) continue
    const match = unitLine.exec(each.text)
    if (match === null) {
      hasJobs ||= withJob.test(each.text)
      if (head.test(each.text) || legend.test(each.text)) builder.addNote(systemctlMessages.headed())
      else builder.addUnparsed(each)
      continue
    }
    const [, unit = '', load = '', active = '', sub = '', description = ''] = match
    if (healthy.has(active)) builder.addNote(systemctlMessages.allUnits())
    const told = hasJobs ? description.replace(job, '') : description
    const fields = { unit, load, active, sub, description: told.trim() || null }
    builder.addRow({ key: unit, line: each.line, lastLine: each.line, fields })
  }
  return builder.build()
}
