import { text as textOf } from 'node:stream/consumers'
import type { Row } from '../../../../shared/model.ts'
import { readOutput } from '../../../../shared/reading/read-output.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import { readTextFile } from '../../../import/text-file.ts'
import { command, optional, read, readOr, text } from '../command.ts'
import { exitStatus } from '../exit-status.ts'
import { rowJson } from '../json.ts'
import { probeName } from '../options.ts'
import { checkedProbe } from '../refs.ts'
import { rowsText } from '../text/rows.ts'
import { timeOf, zoneOf } from '../typed.ts'

const messages = catalogue('cli-parse', {
  line: says<{ line: number }>({ en: ({ line }) => `line ${line}`, zh: ({ line }) => `第 ${line} 行` }),
  unparsed: says<{ line: number; text: string }>({
    en: ({ line, text: unread }) => `not understood, line ${line}: ${unread}`,
    zh: ({ line, text: unread }) => `第 ${line} 行未识别：${unread}`,
  }),
})

export const parse = command({
  name: 'parse',
  about: { en: 'parse one output without a library', zh: '不经过库，解析单个输出' },
  arguments: {
    probe: probeName,
    file: optional({ en: 'the output (default: standard input)', zh: '输出文件（默认：标准输入）' }),
  },
  options: {
    at: read('time', timeOf, { en: 'when it was made (default: now)', zh: '输出产生的时间（默认：现在）' }),
    zone: readOr('offset', '+00:00', zoneOf, {
      en: 'zone of times printed without one, such as +08:00',
      zh: '未注明时区的时间所用的时区，如 +08:00',
    }),
    command: text('text', { en: 'the command that made it', zh: '产生该输出的命令' }),
  },
  examples: ['parse docker-ps saved.txt --at 2019-10-19T13:30:00Z', 'parse var-log --zone +08:00 < listing.txt'],
  messages: [messages],
  run: async (context, { probe: name, file, at, zone, command: typed = '' }) => {
    const probe = checkedProbe(name)
    const output = file === undefined || file === '-' ? await textOf(process.stdin) : await readTextFile(file)
    const { rows, unparsed, notes } = readOutput(probe, output, {
      takenAtMs: at ?? Date.now(),
      clockOffsetMs: 0,
      zoneOffsetMinutes: zone,
      command: typed,
    })
    const placed = (row: Row) => ({ node: context.say(messages.line({ line: row.line })), place: '', pod: null, row })
    context.print({ probe: name, rows: rows.map(rowJson), unparsed, notes }, () =>
      [
        rowsText(name, rows.map(placed), { language: context.language }),
        ...unparsed.map((each) => context.say(messages.unparsed(each))),
        ...notes.map((note) => context.say(note)),
      ].join('\n'),
    )
    return exitStatus.done
  },
})
