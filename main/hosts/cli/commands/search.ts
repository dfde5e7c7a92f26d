import { setTimeout as sleep } from 'node:timers/promises'
import { CallError } from '../../../../shared/contract/call-error.ts'
import type { CallOutput } from '../../../../shared/contract/contract.ts'
import { hostMessages } from '../../../../shared/messages/host.ts'
import { counted } from '../../../../shared/words/count.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import { momentText } from '../../../../shared/words/moment.ts'
import { command, oneOrMore, readOr } from '../command.ts'
import type { Context } from '../context.ts'
import { exitStatus } from '../exit-status.ts'
import { ofSite } from '../options.ts'
import { placeText, shortId, snapshotMessages } from '../text/snapshots.ts'
import { joined } from '../text/table.ts'
import { wholeNumber } from '../typed.ts'

const messages = catalogue('cli-search', {
  none: says({ en: 'Nothing was found.', zh: '没有找到。' }),
  inOutputs: says<{ count: number }>({
    en: ({ count }) => `(in ${counted(count, 'output')})`,
    zh: ({ count }) => `（在 ${count} 个输出中）`,
  }),
  maybeMore: says({
    en: 'There may be more: name a site, more words, or a higher --limit.',
    zh: '可能还有更多：请指定站点、增加关键词，或提高 --limit。',
  }),
  notIndexed: says<{ count: number }>({
    en: ({ count }) => `${counted(count, 'output is', 'outputs are')} not searched yet.`,
    zh: ({ count }) => `还有 ${count} 个输出未建立索引。`,
  }),
})

/** So long a library that was stored by an older version may take to become searchable. */
const indexingMs = 60_000
const pauseMs = 50

export const search = command({
  name: 'search',
  about: {
    en: 'find lines that hold all the words, in every output of the library',
    zh: '在库的所有输出中查找包含全部关键词的行',
  },
  arguments: {
    words: oneOrMore({
      en: 'in any case; quote words that stay together',
      zh: '不区分大小写；连在一起的词请加引号',
    }),
  },
  options: {
    site: ofSite,
    limit: readOr('number', '100', wholeNumber(1, 1000), { en: 'at most so many lines', zh: '最多显示的行数' }),
  },
  examples: ['search nova-conductor refused', 'search "connection refused" --site tianjin'],
  messages: [messages],
  run: async (context, { words, site = null, limit }) => {
    const text = words.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ')
    const result = await context.withApp(async ({ handlers }) => {
      if (site !== null && !(await handlers.listSites({})).some(({ name }) => name === site))
        throw new CallError('not-found', hostMessages.noSite({ site }))
      const until = Date.now() + indexingMs
      for (;;) {
        const found = await handlers.search({ text, site, limit })
        if (found.notIndexed === 0 || Date.now() > until) return found
        await sleep(pauseMs)
      }
    })
    context.print(result, () => resultText(context, result))
    return exitStatus.done
  },
})

function resultText(context: Context, { events, hits, isWhole, notIndexed }: CallOutput<'search'>): string {
  const lines = events.map(({ site, snapshot, takenAt, node, text }) =>
    joined([site, shortId(snapshot), momentText(takenAt), node, context.say(snapshotMessages.did({ command: text }))]),
  )
  for (const { site, snapshot, takenAt, node, pod, probe, line, text, outputs } of hits) {
    const others = outputs > 1 ? context.say(messages.inOutputs({ count: outputs })) : ''
    const where = [site, shortId(snapshot), momentText(takenAt), placeText(node, pod), `${probe}:${line}`, others]
    lines.push(`${joined(where)}\n    ${text.trim()}`)
  }
  if (lines.length === 0) lines.push(context.say(messages.none()))
  if (!isWhole) lines.push(context.say(messages.maybeMore()))
  if (notIndexed > 0) lines.push(context.say(messages.notIndexed({ count: notIndexed })))
  return lines.join('\n')
}
