/** Signs and words of what is graded: one table for the window, the command line and reports. Colour is never the only sign. */
import type { Change, Finding, Outcome, Severity } from '../model.ts'
import type { Text } from './language.ts'

interface Graded {
  sign: string
  word: Text
}

/** The gravest first. */
export const severities = ['critical', 'warning', 'info'] as const satisfies readonly Severity[]

export const severityWords: Readonly<Record<Severity, Graded>> = {
  critical: { sign: '▲', word: { en: 'critical', zh: '严重' } },
  warning: { sign: '◆', word: { en: 'warning', zh: '警告' } },
  info: { sign: '●', word: { en: 'note', zh: '提示' } },
}

export const certaintyWords: Readonly<Record<Finding['certainty'], Text>> = {
  proven: { en: 'proven', zh: '已确认' },
  possible: { en: 'possible', zh: '疑似' },
}

export const standingWords: Readonly<Record<NonNullable<Finding['standing']>, Text>> = {
  new: { en: 'new', zh: '新出现' },
  persisting: { en: 'persisting', zh: '持续' },
}

export const changeKindWords: Readonly<Record<Change['kind'], Graded>> = {
  added: { sign: '+', word: { en: 'added', zh: '新增' } },
  removed: { sign: '−', word: { en: 'removed', zh: '消失' } },
  changed: { sign: '≠', word: { en: 'changed', zh: '改变' } },
  'not-comparable': { sign: '?', word: { en: 'not comparable', zh: '无法比较' } },
}

/** How a section or a node ended. */
export const outcomeWords: Readonly<Record<Outcome, Graded>> = {
  ok: { sign: '✓', word: { en: 'ok', zh: '正常' } },
  failed: { sign: '✕', word: { en: 'failed', zh: '失败' } },
  'timed-out': { sign: '⏱', word: { en: 'timed out', zh: '超时' } },
  unavailable: { sign: '∅', word: { en: 'not available', zh: '不可用' } },
  refused: { sign: '⊘', word: { en: 'refused', zh: '被拒绝' } },
  truncated: { sign: '✂', word: { en: 'truncated', zh: '被截断' } },
  skipped: { sign: '–', word: { en: 'skipped', zh: '跳过' } },
}
