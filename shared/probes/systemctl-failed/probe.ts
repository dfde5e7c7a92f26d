/** `systemctl-failed`: units of systemd that have failed. */
import type { Health } from '../../model.ts'
import { diagnoseMissingCommand } from '../families/shell.ts'
import { probe } from '../probe.ts'
import { systemctlFailedFields } from './fields.ts'
import { systemctlMessages } from './messages.ts'
import { head, parse } from './parse.ts'

const healthOfActive: Record<string, Health> = { failed: 'bad', active: 'fine' }

export const systemctlFailed = probe({
  name: 'systemctl-failed',
  title: { en: 'Failed units', zh: '失败的 systemd 单元' },
  about: {
    en: 'Units of systemd that have failed.',
    zh: '已失败的 systemd 单元。',
  },
  version: 4,
  scope: 'node',
  runsIn: 'node',
  variants: [
    { name: 'plain', command: () => 'systemctl list-units --state=failed --all --no-legend --no-pager --plain --full' },
  ],
  timeoutMs: 30_000,
  maxBytes: 4 * 1024 * 1024,
  fields: systemctlFailedFields,
  heads: [head],
  parse,
  state: ({ active, sub }) => ({ state: `${active} (${sub})`, health: healthOfActive[active] ?? 'attention' }),
  label: ({ unit }) => unit,
  recognises: (command) =>
    /^(?:sudo +)?systemctl +(?:--failed|list-units\b.* --(?:state=)?failed)/.test(command.trim()),
  diagnose: (ended) =>
    /System has not been booted with systemd|Failed to (?:connect to bus|get D-Bus connection)/.test(ended.stderr)
      ? { outcome: 'unavailable', message: systemctlMessages.notBooted() }
      : diagnoseMissingCommand(ended, 'systemctl', systemctlMessages.noSystemd()),
  messages: [systemctlMessages],
})
