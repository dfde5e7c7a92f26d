import { CallError } from '../../../../../shared/contract/call-error.ts'
import { complaintsOfExample } from '../../../../../shared/findings/own/examples.ts'
import { ruleSetOf } from '../../../../../shared/findings/own/rule-set.ts'
import type { RulesFile } from '../../../../../shared/findings/own/rules-file.ts'
import { linesOf } from '../../../../../shared/messages/lines.ts'
import type { Message } from '../../../../../shared/model.ts'
import { catalogue, says } from '../../../../../shared/words/message.ts'
import { rulesAt } from '../../../../rules/files.ts'
import { command, oneOrMore } from '../../command.ts'
import type { Context } from '../../context.ts'
import { exitStatus } from '../../exit-status.ts'

const messages = catalogue('cli-rules-test', {
  failed: says<{ file: string; line: number; rule: string; example: string; what: Message }>({
    en: ({ file, line, rule, example, what }) => `${file}:${line}: ${rule}, "${example}": ${what}`,
    zh: ({ file, line, rule, example, what }) => `${file}:${line}: ${rule}，“${example}”：${what}`,
  }),
  untested: says<{ file: string; rule: string }>({
    en: ({ file, rule }) => `${file}: ${rule} has no examples`,
    zh: ({ file, rule }) => `${file}：${rule} 没有示例`,
  }),
  sum: says<{ held: number; all: number }>({
    en: ({ held, all }) => `${held} of ${all} examples hold`,
    zh: ({ held, all }) => `${all} 个示例中 ${held} 个通过`,
  }),
})

interface Tried {
  file: string
  line: number
  rule: string
  example: string
  /** Empty where it holds. */
  complaints: Message[]
}

export const rulesTest = command({
  name: 'test',
  about: {
    en: 'run the examples of rules of your own; exits with 1 when one does not hold',
    zh: '运行自定义规则自带的示例；有示例不通过时以状态 1 退出',
  },
  arguments: { files: oneOrMore({ en: '.yaml files, or folders of them', zh: '.yaml 文件，或其所在的文件夹' }) },
  examples: ['rules test rules/kubernetes.yaml', 'rules test rules --lang zh'],
  messages: [messages],
  run: async (context, { files }) => {
    const set = ruleSetOf(files.flatMap(rulesAt))
    if (set.wrong.length > 0) throw new CallError('usage', linesOf(set.wrong.map(({ why }) => why)))
    const tried = set.files.flatMap((file) => triedIn(context, file))
    const untested = set.files.flatMap(({ file, rules }) =>
      rules.filter(({ examples }) => examples.length === 0).map(({ name }) => ({ file, rule: name })),
    )
    const held = tried.filter(({ complaints }) => complaints.length === 0).length
    context.print({ examples: tried, untested }, () =>
      [
        ...tried.flatMap(({ complaints, ...where }) => complaints.map((what) => messages.failed({ ...where, what }))),
        ...untested.map(messages.untested),
        messages.sum({ held, all: tried.length }),
      ]
        .map((each) => context.say(each))
        .join('\n'),
    )
    return held === tried.length ? exitStatus.done : exitStatus.findings
  },
})

const triedIn = (context: Context, { file, rules, lineOfExample }: RulesFile): Tried[] =>
  rules.flatMap((rule, index) =>
    rule.examples.map((example, at) => ({
      file,
      line: lineOfExample(index, at),
      rule: rule.name,
      example: context.word(example.about),
      complaints: complaintsOfExample(rule, example),
    })),
  )
