/** Why a pattern of the user's is refused, or nothing can be redacted. */
import type { Message } from '../model.ts'
import { catalogue, says } from '../words/message.ts'

export const redactMessages = catalogue('redact', {
  tooLong: says<{ most: number }>({
    en: ({ most }) => `The pattern is longer than ${most} characters.`,
    zh: ({ most }) => `表达式超过 ${most} 个字符。`,
  }),
  matchesNothing: says({
    en: 'The pattern matches nothing at all; it must name at least one character.',
    zh: '表达式可以匹配空文本，必须至少包含一个字符。',
  }),
  noExpression: says({ en: 'The pattern is not a regular expression.', zh: '这不是正则表达式。' }),
  repeatsGroup: says({
    en: 'The pattern repeats a group, which can take very long; write it without.',
    zh: '表达式重复了分组，可能耗时极长，请改写。',
  }),
  refersBack: says({
    en: 'The pattern refers back to a group, which can take very long; write it without.',
    zh: '表达式反向引用了分组，可能耗时极长，请改写。',
  }),
  refused: says<{ pattern: string; why: Message }>({
    en: ({ pattern, why }) => `${why} (${pattern})`,
    zh: ({ pattern, why }) => `${why}（${pattern}）`,
  }),
  noPseudonymLeft: says({
    en: 'There are more names of one width than pseudonyms for them; nothing was redacted.',
    zh: '同样长度的名称多于可用的脱敏代号，没有进行脱敏。',
  }),
})
