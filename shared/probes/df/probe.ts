import { diagnoseMissingCommand } from '../families/shell.ts'
import { probe } from '../probe.ts'
import { dfFields } from './fields.ts'
import { dfMessages } from './messages.ts'
import { head, parse } from './parse.ts'

export const df = probe({
  name: 'df',
  title: { en: 'Disks', zh: '磁盘' },
  about: {
    en: 'How full the file systems are: every unit of df, with types or without, in several languages; sizes of `df -h` are rounded.',
    zh: '文件系统的使用率：支持 df 的各种单位、带类型列的输出和多种语言；`df -h` 的大小为取整值。',
  },
  version: 4,
  scope: 'node',
  runsIn: 'node',
  // POSIX: one line a file system, in KiB. A dead NFS server would hold all of it up; local ones answer.
  variants: [
    { name: 'local', command: () => 'df -P -k -l' },
    { name: 'posix', command: () => 'df -P -k' },
  ],
  timeoutMs: 20_000,
  maxBytes: 1024 * 1024,
  fields: dfFields,
  heads: [head],
  parse,
  thresholds: ['diskFillingPercent', 'diskFullPercent'],
  state: ({ usePercent }, { diskFillingPercent, diskFullPercent }) => {
    if (usePercent === null) return { state: 'unknown', health: 'unknown' }
    if (usePercent >= diskFullPercent) return { state: 'full', health: 'bad' }
    if (usePercent >= diskFillingPercent) return { state: 'filling up', health: 'attention' }
    return { state: 'has room', health: 'fine' }
  },
  stateWords: {
    full: { en: 'full', zh: '已满' },
    'filling up': { en: 'filling up', zh: '即将写满' },
    'has room': { en: 'has room', zh: '有余量' },
  },
  label: ({ mountedOn }) => mountedOn,
  // `-i` counts inodes, and `--output` chooses columns.
  recognises: (command) =>
    /^(?:sudo +)?df(?= |$)/.test(command.trim()) &&
    !/ (?:-[a-zA-Z]*i|--inodes|--output|--help|--version)/.test(command),
  showsAll: (command) => !/ (?:-[a-zA-Z]*[xt]\b|--(?:type|exclude-type)\b|[/.])/.test(command),
  diagnose: (ended) => diagnoseMissingCommand(ended, 'df'),
  messages: [dfMessages],
})
