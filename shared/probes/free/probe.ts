import { diagnoseMissingCommand } from '../families/shell.ts'
import { probe } from '../probe.ts'
import { freeFields } from './fields.ts'
import { freeMessages } from './messages.ts'
import { head, parse } from './parse.ts'

/** Less than this share of memory available, or of swap free, is called scarce. */
const scarceShare = 0.05

export const free = probe({
  name: 'free',
  title: { en: 'Memory', zh: '内存' },
  about: {
    en: 'Memory and swap, of old and new procps, in every unit and several languages.',
    zh: '内存与交换空间，兼容新旧 procps、各种单位和多种语言。',
  },
  version: 3,
  scope: 'node',
  runsIn: 'node',
  variants: [
    { name: 'kib', command: () => 'free -k' },
    { name: 'plain', command: () => 'free' },
  ],
  timeoutMs: 15_000,
  maxBytes: 64 * 1024,
  fields: freeFields,
  heads: [head],
  parse,
  state: ({ kind, totalKb, availableKb, usedKb, freeKb }) => {
    if (totalKb === null) return { state: 'unknown', health: 'unknown' }
    if (kind === 'Swap') {
      if (totalKb === 0) return { state: 'none', health: 'fine' }
      if (freeKb !== null && freeKb < totalKb * scarceShare) return { state: 'nearly full', health: 'attention' }
      return { state: usedKb === 0 ? 'unused' : 'in use', health: 'fine' }
    }
    if (availableKb === null) return { state: 'unknown', health: 'unknown' }
    return availableKb < totalKb * scarceShare
      ? { state: 'less than 5 % available', health: 'bad' }
      : { state: 'enough', health: 'fine' }
  },
  stateWords: {
    none: { en: 'none', zh: '无' },
    'nearly full': { en: 'nearly full', zh: '即将用尽' },
    unused: { en: 'unused', zh: '未使用' },
    'in use': { en: 'in use', zh: '使用中' },
    'less than 5 % available': { en: 'less than 5 % available', zh: '可用不足 5 %' },
    enough: { en: 'enough', zh: '充足' },
  },
  label: ({ kind }) => kind,
  recognises: (command) =>
    /^(?:sudo +)?free(?: +-\S+| +\d+)* *$/.test(command.trim()) &&
    !/ (?:-[a-z]*[VL]|--(?:help|version|line))/.test(command),
  // Parts of memory, and what was promised of it.
  isOnTimeline: ({ kind }) => kind === 'Mem' || kind === 'Swap' || kind === 'Total',
  diagnose: (ended) => diagnoseMissingCommand(ended, 'free'),
  messages: [freeMessages],
})
