import { probe } from '../probe.ts'
import { timeSyncFields } from './fields.ts'
import { timeSyncMessages } from './messages.ts'
import { heads, parse } from './parse.ts'

export const timeSync = probe({
  name: 'time-sync',
  title: { en: 'Clock', zh: '时钟' },
  about: {
    en: "Whether the node's clock is kept right, and by whom: timedatectl, chronyc, ntpq, ntpstat.",
    zh: '节点时钟是否同步、由谁同步：timedatectl、chronyc、ntpq、ntpstat。',
  },
  version: 3,
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
  heads,
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
    /^(?:sudo +)?(?:timedatectl(?: status| show)?|chronyc (?:-\w+ )*(?:tracking|sources(?: -v)?)|ntpq (?:-\w*p\w*|-n -p|-p -n)|ntpstat)$/.test(
      command.trim(),
    ),
  diagnose: ({ exitCode }) =>
    exitCode === 127 ? { outcome: 'unavailable', message: timeSyncMessages.noTool() } : null,
  messages: [timeSyncMessages],
})
