import { CallError } from '../../../../shared/contract/call-error.ts'
import type { SiteJudgement } from '../../../../shared/model.ts'
import {
  thresholds as schema,
  thresholdNames,
  thresholdsOf,
  thresholdTable,
  thresholdText,
} from '../../../../shared/thresholds.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import { anyNumber, command } from '../command.ts'
import type { Context } from '../context.ts'
import { exitStatus } from '../exit-status.ts'
import { theSite } from '../options.ts'
import { onlySite } from '../refs.ts'
import { dim, joined } from '../text/table.ts'

const messages = catalogue('cli-thresholds', {
  noThreshold: says<{ typed: string; names: string }>({
    en: ({ typed, names }) => `"${typed}" sets no threshold. There are: ${names}.`,
    zh: ({ typed, names }) => `“${typed}”不是阈值设置。现有：${names}。`,
  }),
  notAllowed: says<{ typed: string }>({
    en: ({ typed }) =>
      `"${typed}" is out of bounds: a threshold is a positive number, and a percentage is at most 100.`,
    zh: ({ typed }) => `“${typed}”超出范围：阈值应为正数，百分比不超过 100。`,
  }),
  usual: says({ en: '(as usual)', zh: '（默认）' }),
})

type Own = SiteJudgement['thresholds']

export const thresholds = command({
  name: 'thresholds',
  about: {
    en: 'the limits that decide findings at a site, or set some of them',
    zh: '查看或设置站点的诊断阈值',
  },
  arguments: {
    settings: anyNumber({ en: 'name=number; name= takes the usual one again', zh: '名称=数值；“名称=”恢复默认值' }),
  },
  options: { site: theSite },
  examples: ['thresholds --site tianjin', 'thresholds --site tianjin stuckAfterMs=1800000 diskFullPercent='],
  messages: [messages],
  run: async (context, { settings, site: named }) => {
    await context.withApp(async ({ handlers }) => {
      const site = await onlySite(handlers, named)
      const { mutes, thresholds: known } = await handlers.judgement({ site })
      const own = withSettings(known, settings)
      if (settings.length > 0) await handlers.setJudgement({ site, judgement: { mutes, thresholds: own } })
      context.print({ site, thresholds: thresholdsOf(own), own }, () => thresholdsText(context, own))
    })
    return exitStatus.done
  },
})

/** Throws CallError `usage`. */
function withSettings(known: Own, settings: readonly string[]): Own {
  const own: Own = { ...known }
  for (const typed of settings) {
    const [, typedName, value = ''] = /^([A-Za-z]+)=(.*)$/.exec(typed) ?? []
    const name = thresholdNames.find((each) => each === typedName)
    if (name === undefined)
      throw new CallError('usage', messages.noThreshold({ typed, names: thresholdNames.join(', ') }))
    const checked = schema.shape[name].safeParse(Number(value))
    if (value === '') delete own[name]
    else if (checked.success) own[name] = checked.data
    else throw new CallError('usage', messages.notAllowed({ typed }))
  }
  return own
}

function thresholdsText(context: Context, own: Own): string {
  const all = thresholdsOf(own)
  return thresholdNames
    .map((name) => {
      const isUsual = own[name] === undefined
      const { label } = thresholdTable[name]
      const about = dim(`# ${context.word(label)} ${thresholdText(name, all[name], context.language)}`)
      return joined([`${name}=${all[name]}`, isUsual ? context.say(messages.usual()) : '', about])
    })
    .join('\n')
}
