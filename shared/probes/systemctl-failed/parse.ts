import type { Parsed } from '../../model.ts'
import { isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import type { FailedUnitRow } from './fields.ts'
import { systemctlMessages } from './messages.ts'

// `UNIT LOAD ACTIVE SUB [JOB] DESCRIPTION`, with a mark ahead where the terminal shows one.
const unitLine =
  /^[\s●○*×↻•]*([^\s●○*×↻•]\S*\.(?:service|socket|target|timer|mount|automount|swap|path|slice|scope|device))\s+(\S+)\s+(\S+)\s+(\S+)(?:\s+(.*))?$/
export const head = /^\s*UNIT\s+LOAD\s+ACTIVE\s+SUB\b/
<<<<<<< HEAD
/** What no unit is that `--failed` lists. */
const healthy = new Set(['active', 'inactive', 'activating', 'deactivating', 'reloading'])
const legend = /^(LOAD|ACTIVE|SUB)\s+= |^\d+ (loaded )?units? listed\b|^To show all installed unit files/

export function parse(text: string): Parsed<FailedUnitRow> {
  const builder = new ParsedBuilder<FailedUnitRow>()
  const lines = linesOf(text)
  const isOfAllUnits = lines.some((each) => healthy.has(unitLine.exec(each.text)?.[3] ?? ''))
  for (const each of lines) {
=======
const legend =
  /^(?:Legend: |\s+)?(?:LOAD|ACTIVE|SUB|JOB)\s+(?:=|→|->) |^\d+ (loaded )?units? listed\b|^(?:Pass --all|To show all|Use --all)\b/
/** The column JOB, which stands only where some unit has one. */
const withJob = /\sSUB\s+JOB\s/
const job = /^(?:start|verify-active|stop|reload|restart|try-restart|try-reload|reload-or-start|nop)\s+/

export function parse(text: string): Parsed<FailedUnitRow> {
  const builder = new ParsedBuilder<FailedUnitRow>()
  let hasJobs = false
  for (const each of linesOf(text)) {
>>>>>>> 6ec5506 (free in every unit and language, chronyc sources and ntpd that follows nobody, the legend of newer systemd, date in many locales)
    if (isBlank(each.text)) continue
    const match = unitLine.exec(each.text)
    if (match === null) {
      hasJobs ||= withJob.test(each.text)
      if (head.test(each.text) || legend.test(each.text)) builder.addNote(systemctlMessages.headed())
      else builder.addUnparsed(each)
      continue
    }
    const [, unit = '', load = '', active = '', sub = '', description = ''] = match
<<<<<<< HEAD
    // Of a list of all units, as `systemctl list-units` prints it, those that failed.
    if (isOfAllUnits && active !== 'failed') continue
    const fields = { unit, load, active, sub, description: description.trim() || null }
=======
    const told = hasJobs ? description.replace(job, '') : description
    const fields = { unit, load, active, sub, description: told.trim() || null }
>>>>>>> 6ec5506 (free in every unit and language, chronyc sources and ntpd that follows nobody, the legend of newer systemd, date in many locales)
    builder.addRow({ key: unit, line: each.line, lastLine: each.line, fields })
  }
  if (isOfAllUnits) builder.addNote(systemctlMessages.allUnits())
  return builder.build()
}
