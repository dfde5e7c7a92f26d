/** `systemctl-failed`: units of systemd that have failed. */
import type { Health, Parsed } from '../../model.ts'
import { isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import { catalogue, says } from '../../words/message.ts'
import { diagnoseMissingCommand } from '../families/shell.ts'
import type { FieldsOf } from '../fields.ts'
import { probe } from '../probe.ts'
import { systemctlFailedFields } from './fields.ts'

// `UNIT LOAD ACTIVE SUB DESCRIPTION`, with a mark ahead where the terminal shows one.
const unitLine =
  /^[\s●*×]*([^\s●*×]\S*\.(?:service|socket|target|timer|mount|automount|swap|path|slice|scope|device))\s+(\S+)\s+(\S+)\s+(\S+)(?:\s+(.*))?$/
const frame =
  /^\s*UNIT\s+LOAD\s+ACTIVE\s+SUB\b|^(LOAD|ACTIVE|SUB)\s+= |^\d+ (loaded )?units? listed\b|^To show all installed unit files/

type UnitRow = FieldsOf<typeof systemctlFailedFields>

const messages = catalogue('systemctl', {
  headed: says({ en: 'The listing has a header and a legend.', zh: '列表带有表头和图例。' }),
  notBooted: says({
    en: 'systemd does not run this node, so there are no units to ask about.',
    zh: '此节点不由 systemd 运行，因此没有可查询的单元。',
  }),
  noSystemd: says({ en: 'This node has no systemd.', zh: '此节点没有 systemd。' }),
})

function parse(text: string): Parsed<UnitRow> {
  const builder = new ParsedBuilder<UnitRow>()
  for (const each of linesOf(text)) {
    if (isBlank(each.text)) continue
    const match = unitLine.exec(each.text)
    if (match === null) {
      if (frame.test(each.text)) builder.addNote(messages.headed())
      else builder.addUnparsed(each)
      continue
    }
    const [, unit = '', load = '', active = '', sub = '', description = ''] = match
    const fields = { unit, load, active, sub, description: description.trim() || null }
    builder.addRow({ key: unit, line: each.line, lastLine: each.line, fields })
  }
  return builder.build()
}

const healthOfActive: Record<string, Health> = { failed: 'bad', active: 'fine' }

export const systemctlFailed = probe({
  name: 'systemctl-failed',
  title: { en: 'Failed units', zh: '失败的 systemd 单元' },
  about: {
    en: 'Units of systemd that have failed.',
    zh: '已失败的 systemd 单元。',
  },
  version: 2,
  scope: 'node',
  runsIn: 'node',
  variants: [
    { name: 'plain', command: () => 'systemctl list-units --state=failed --all --no-legend --no-pager --plain --full' },
  ],
  timeoutMs: 30_000,
  maxBytes: 4 * 1024 * 1024,
  fields: systemctlFailedFields,
  heads: [/^\s*UNIT\s+LOAD\s+ACTIVE\s+SUB\b/],
  parse,
  state: ({ active, sub }) => ({ state: `${active} (${sub})`, health: healthOfActive[active] ?? 'attention' }),
  label: ({ unit }) => unit,
  recognises: (command) =>
    /^(?:sudo +)?systemctl +(?:--failed|list-units\b.* --(?:state=)?failed)/.test(command.trim()),
  diagnose: (ended) =>
    /System has not been booted with systemd|Failed to (?:connect to bus|get D-Bus connection)/.test(ended.stderr)
      ? { outcome: 'unavailable', message: messages.notBooted() }
      : diagnoseMissingCommand(ended, 'systemctl', messages.noSystemd()),
  messages: [messages],
})
