import { writeWhole } from '../../../nodesnap/write.ts'
import { command, oneOfOr, text } from '../command.ts'
import { exitStatus } from '../exit-status.ts'
import { amongSite, earlierRef, laterRef, withRules } from '../options.ts'
import { withShelf } from '../refs.ts'

export const report = command({
  name: 'report',
  about: {
    en: 'the incident as one file: findings with their lines, timeline, changes, what was not collected',
    zh: '把故障写成一个文件：诊断结果及其依据、时间线、变化、没有采集到的内容',
  },
  arguments: { a: earlierRef, b: laterRef },
  options: {
    format: oneOfOr('format', 'html', ['html', 'markdown'], { en: 'of the file', zh: '文件格式' }),
    out: text('file', { en: 'the file (default: standard output)', zh: '要写的文件（默认：标准输出）' }),
    site: amongSite,
    rules: withRules,
  },
  examples: ['report previous latest --out incident.html --lang zh'],
  run: async (context, { a, b, format, out, site, rules }) => {
    context.takeRules(rules)
    const { language } = context
    const { text: written } = await withShelf(context, [a, b], site, ({ handlers, find }) =>
      handlers.report({ a: find(a).id, b: find(b).id, format, language }),
    )
    if (out === undefined) {
      context.write(written)
      return exitStatus.done
    }
    await writeWhole(out, written)
    context.print({ file: out, bytes: Buffer.byteLength(written) }, () => out)
    return exitStatus.done
  },
})
