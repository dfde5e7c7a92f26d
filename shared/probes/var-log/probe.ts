import { sizeText as sizeInWords } from '../../words/size.ts'
import { complaintOf } from '../families/shell.ts'
import { type Diagnosis, type Ended, probe } from '../probe.ts'
import { varLogFields } from './fields.ts'
import { varLogMessages } from './messages.ts'
import { parse } from './parse.ts'

function diagnose(ended: Ended): Diagnosis {
  const said = complaintOf(ended)
  if (/Permission denied|权限不够/.test(said)) return { outcome: 'refused', message: varLogMessages.notAllowed() }
  if (/No such file or directory|没有那个文件或目录/.test(said))
    return { outcome: 'failed', message: varLogMessages.missing() }
  return null
}

export const varLog = probe({
  name: 'var-log',
  title: { en: 'Logs', zh: '日志' },
  about: {
    en: 'The listing of /var/log on the node and in the pod of the nova client: GNU and busybox, English and Chinese, with the columns of `-i`, `-s`, `-Z`, `-g`, `-o` and `-h`.',
    zh: '节点上及 nova 客户端 Pod 内 /var/log 的列表：GNU 与 busybox，英文与中文，支持 `-i`、`-s`、`-Z`、`-g`、`-o`、`-h` 的列。',
  },
  version: 5,
  scope: 'node',
  runsIn: 'node-and-nova-pod',
  variants: [
    { name: 'full-iso', command: () => 'LC_ALL=C ls -la --time-style=full-iso /var/log' },
    { name: 'plain', command: () => 'LC_ALL=C ls -la /var/log' },
  ],
  timeoutMs: 15_000,
  maxBytes: 8 * 1024 * 1024,
  fields: varLogFields,
  tab: 4,
  lists: '/var/log',
  parse,
  // Folders and sockets have no course worth a lane.
  isOnTimeline: ({ type }) => type === 'file',
  state: ({ type, size, sizeShown }) => {
    const told = size === null ? sizeShown : sizeInWords(size)
    return { state: type === 'file' && told !== null ? told : type, health: 'fine' }
  },
  label: ({ path }) => path.replace(/^\/var\/log\//, ''),
  workload: ({ path }) => path.slice(0, path.lastIndexOf('/')),
  cells: { path: ({ path, linkTarget }) => (linkTarget === null ? path : `${path} -> ${linkTarget}`) },
  recognises: (command) => /^(?:sudo +)?(?:LC_ALL=\S+ +)?(?:ls|ll)(?: +-\S+)* +\/var\/log\/?$/.test(command.trim()),
  diagnose,
  messages: [varLogMessages],
})
