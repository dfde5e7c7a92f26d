import { probe } from '../probe.ts'
import { hostFields } from './fields.ts'
import { hostMessages } from './messages.ts'
import { parse } from './parse.ts'

export const host = probe({
  name: 'host',
  title: { en: 'Nodes', zh: '节点' },
  about: {
    en: "The node's name, clock, uptime and versions; the clock's skew corrects every time of the node.",
    zh: '节点的名称、时钟、运行时长与版本；时钟偏差用于校正该节点的所有时间。',
  },
  version: 4,
  scope: 'node',
  runsIn: 'node',
  variants: [
    {
      name: 'labelled',
      command: ({ kubectlPath }) =>
        [
          'echo "hostname: $(hostname 2>/dev/null || uname -n)"',
          'echo "date: $(date +%Y-%m-%dT%H:%M:%S%z)"',
          'echo "uptime: $(uptime 2>/dev/null)"',
          'echo "kernel: $(uname -r)"',
          // Both print what is installed here; neither asks a daemon or a server.
          'echo "docker: $(docker --version 2>/dev/null)"',
          `echo "kubectl: $(${kubectlPath} version --client 2>/dev/null | head -n 1)"`,
        ].join('; '),
    },
  ],
  timeoutMs: 15_000,
  maxBytes: 64 * 1024,
  fields: hostFields,
  isToldByLines: false,
  joinsParts: true,
  parse,
  state: () => ({ state: 'answered', health: 'fine' }),
  stateWords: { answered: { en: 'answered', zh: '有应答' } },
  label: ({ hostname }) => hostname ?? 'host',
  recognises: (command) =>
    /^(sudo +)?(hostname( -[sf])?|date( (-u|--utc|-R|-I\S*|[+"'].*))?|uptime|uname -(r|a))$/.test(command.trim()),
  messages: [hostMessages],
})
