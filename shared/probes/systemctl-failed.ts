/** `systemctl-failed`: units of systemd that have failed. */
import type { Parsed } from '../model.ts'
import { asText, isBlank, linesOf, ParsedBuilder } from '../parse/lines.ts'
import { diagnoseMissingCommand } from './diagnosis.ts'
import type { Probe } from './probe.ts'

// `UNIT LOAD ACTIVE SUB DESCRIPTION`, with a mark ahead where the terminal shows one.
const unitLine =
  /^[\s●*×]*([^\s●*×]\S*\.(?:service|socket|target|timer|mount|automount|swap|path|slice|scope|device))\s+(\S+)\s+(\S+)\s+(\S+)(?:\s+(.*))?$/
const frame =
  /^\s*UNIT\s+LOAD\s+ACTIVE\s+SUB\b|^(LOAD|ACTIVE|SUB)\s+= |^\d+ (loaded )?units? listed\b|^To show all installed unit files/

function parse(text: string): Parsed {
  const builder = new ParsedBuilder()
  for (const each of linesOf(text)) {
    if (isBlank(each.text)) continue
    const match = unitLine.exec(each.text)
    if (match === null) {
      if (frame.test(each.text)) builder.addNote('The listing has a header and a legend.')
      else builder.addUnparsed(each)
      continue
    }
    const [, unit = '', load = '', active = '', sub = '', description = ''] = match
    const fields = { unit, load, active, sub, description: description.trim() || null }
    builder.addRow({ key: unit, line: each.line, lastLine: each.line, fields })
  }
  return builder.build()
}

export const systemctlFailed: Probe = {
  name: 'systemctl-failed',
  version: 1,
  scope: 'node',
  runsIn: 'node',
  variants: [
    { name: 'plain', command: () => 'systemctl list-units --state=failed --all --no-legend --no-pager --plain --full' },
  ],
  timeoutMs: 30_000,
  maxBytes: 4 * 1024 * 1024,
  parse,
  comparedFields: ['load', 'active', 'sub'],
  state: ({ active, sub }) => ({
    state: `${asText(active)} (${asText(sub)})`,
    health: active === 'failed' ? 'bad' : active === 'active' ? 'fine' : 'attention',
  }),
  label: ({ unit }) => asText(unit),
  recognises: (command) =>
    /^(?:sudo +)?systemctl +(?:--failed|list-units\b.* --(?:state=)?failed)/.test(command.trim()),
  diagnose: (ended) =>
    /System has not been booted with systemd|Failed to (?:connect to bus|get D-Bus connection)/.test(ended.stderr)
      ? { outcome: 'unavailable', message: 'systemd does not run this node, so there are no units to ask about.' }
      : diagnoseMissingCommand(ended, 'systemctl', 'This node has no systemd.'),
}
