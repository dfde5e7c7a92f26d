/** Checks what a person wrote by its schema, and says what is wrong with it in every language. */
import { z } from 'zod'
import { linesOf } from '../messages/lines.ts'
import { schemaMessages } from '../messages/schema.ts'
import { messageCodes } from '../messages/tell.ts'
import type { Message } from '../model.ts'
import { CallError } from './call-error.ts'

export interface Complaint {
  path: PropertyKey[]
  what: Message
}

const inChinese = { error: z.locales.zhCN().localeError }

/**
 * The value by its schema, or what is wrong with it. Where a check of a schema has words of its own, they are the code of
 * a message.
 */
export function checkedBy<S extends z.ZodType>(
  schema: S,
  value: unknown,
): { value: z.output<S> } | { complaints: Complaint[] } {
  const result = schema.safeParse(value)
  if (result.success) return { value: result.data }
  const issues = result.error.issues.flatMap(innermost)
  const chinese = schema.safeParse(value, inChinese).error?.issues.flatMap(innermost) ?? []
  const complaints = issues.map((issue, index) => ({
    path: issue.path,
    what: wordsOf(issue, chinese[index] ?? issue),
  }))
  return { complaints }
}

/** The value by its schema. Throws CallError `usage`, with a line for each thing that is wrong. */
export function checked<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = checkedBy(schema, value)
  if ('value' in result) return result.value
  throw new CallError('usage', linesOf(result.complaints.map(withPath)))
}

const withPath = ({ path, what }: Complaint): Message =>
  path.length === 0 ? what : schemaMessages.at({ path: path.join('.'), what })

interface Issue {
  path: PropertyKey[]
  message: string
}

const noSuchSetting = schemaMessages.noSuchSetting().code

/** Of several ways to write a thing, the one that was meant says what is wrong with it. */
function innermost(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: noSuchSetting }))
  if (issue.code !== 'invalid_union') return [issue]
  const meant = issue.errors.findLast((errors) => errors.some(({ path }) => path.length > 0))
  if (meant === undefined) return [issue]
  return meant.flatMap(innermost).map(({ path, message }) => ({ path: [...issue.path, ...path], message }))
}

const wordsOf = (english: Issue, chinese: Issue): Message =>
  messageCodes().includes(english.message)
    ? { code: english.message, params: {} }
    : schemaMessages.told({ en: english.message, zh: chinese.message })
