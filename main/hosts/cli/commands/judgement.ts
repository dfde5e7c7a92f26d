/** Commands for what an analyst says of a site's findings, and for the report: `mute`, `unmute`, `thresholds`, `report`. */
import { writeFile } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import { CallError } from '../../../../shared/contract/contract.ts'
import { ruleNamed, rules } from '../../../../shared/findings/index.ts'
import { isMuteOf } from '../../../../shared/findings/judgement.ts'
import type { Mute } from '../../../../shared/model.ts'
import { thresholds as thresholdsSchema, usualThresholds } from '../../../../shared/thresholds.ts'
import type { App } from '../../../app.ts'
import { type Context, type ExitStatus, exitStatus } from '../context.ts'
import { onlySite, withRefs } from '../refs.ts'
import type { Run } from '../run.ts'

export function addJudgementCommands(program: Command, run: Run): void {
  program
    .command('mute')
    .description('do not count a finding any more, and remember why')
    .argument('<rule>', 'the rule that says it')
    .argument('[key]', 'what it is about; without: whatever it is about')
    .option('--site <name>', 'the site')
    .requiredOption('--reason <text>', 'why')
    .action(run(muteFinding))
  program
    .command('unmute')
    .description('count a finding again')
    .argument('<rule>', 'the rule that says it')
    .argument('[key]', 'what it is about')
    .option('--site <name>', 'the site')
    .action(run(unmuteFinding))
  program
    .command('thresholds')
    .description('the limits that decide findings at a site, or set some of them')
    .argument('[settings...]', 'name=number; name= takes the usual one again')
    .option('--site <name>', 'the site')
    .action(run(thresholds))
  program
    .command('report')
    .description('the incident as one file: findings with their lines, timeline, changes, what was not collected')
    .argument('<a>', 'the snapshot before: an id or its beginning, latest, previous, @TIME, or a file')
    .argument('<b>', 'the snapshot after')
    .addOption(new Option('--format <format>', 'html or markdown').choices(['html', 'markdown']).default('html'))
    .option('--out <file>', 'the file (default: standard output)')
    .option('--site <name>', 'among the snapshots of one site')
    .action(run(report))
}

interface SiteFlag {
  site?: string
}

const siteOf = async ({ library }: App, { site }: SiteFlag): Promise<string> =>
  onlySite(site, await library.listSites({}))

/** What the rule says of this key, anywhere in the site's time. */
async function subjectOf(app: App, site: string, rule: string, key: string | undefined): Promise<Mute['subject']> {
  if (ruleNamed(rule) === undefined)
    throw new CallError('usage', `There is no rule ${rule}. There are: ${rules.map(({ name }) => name).join(', ')}.`)
  if (key === undefined) return null
  const about = (await app.library.siteFindings({ site })).filter(
    (each) => each.rule === rule && each.subject.key === key,
  )
  const [first] = about
  if (first === undefined) throw new CallError('not-found', `${rule} says nothing of "${key}" at ${site}.`)
  return first.subject
}

async function muteFinding(
  context: Context,
  flags: SiteFlag & { reason: string },
  [rule, key]: [string, string | undefined],
): Promise<ExitStatus> {
  return context.withApp(async (app) => {
    const site = await siteOf(app, flags)
    const subject = await subjectOf(app, site, rule, key)
    if (flags.reason.trim() === '') throw new CallError('usage', 'Say why: --reason TEXT.')
    const mute: Mute = { rule, subject, reason: flags.reason.trim(), at: new Date().toISOString() }
    const { mutes, thresholds: limits } = await app.library.judgement({ site })
    const others = mutes.filter((each) => !isSame(each, mute))
    await app.handlers.setJudgement({ site, judgement: { thresholds: limits, mutes: [...others, mute] } })
    context.print(
      { site, muted: mute },
      () => `${site}: ${rule} ${key ?? '(whatever it is about)'} is muted: ${mute.reason}`,
    )
    return exitStatus.done
  })
}

const isSame = (a: Mute, b: Mute): boolean =>
  a.subject === null || b.subject === null
    ? a.rule === b.rule && a.subject === b.subject
    : isMuteOf(a, { rule: b.rule, subject: b.subject })

async function unmuteFinding(
  context: Context,
  flags: SiteFlag,
  [rule, key]: [string, string | undefined],
): Promise<ExitStatus> {
  return context.withApp(async (app) => {
    const site = await siteOf(app, flags)
    const { mutes, thresholds: limits } = await app.library.judgement({ site })
    const kept = mutes.filter((each) => each.rule !== rule || each.subject?.key !== key)
    if (kept.length === mutes.length) throw new CallError('not-found', `${rule} ${key ?? ''} is not muted at ${site}.`)
    await app.handlers.setJudgement({ site, judgement: { thresholds: limits, mutes: kept } })
    context.print({ site, mutes: kept }, () => `${site}: ${rule} ${key ?? ''} counts again`)
    return exitStatus.done
  })
}

async function thresholds(context: Context, flags: SiteFlag, [settings]: [string[]]): Promise<ExitStatus> {
  return context.withApp(async (app) => {
    const site = await siteOf(app, flags)
    const { mutes, thresholds: known } = await app.library.judgement({ site })
    const own: Record<string, number | undefined> = { ...known }
    for (const setting of settings) {
      const [, name = '', value = ''] = /^([A-Za-z]+)=(.*)$/.exec(setting) ?? []
      if (!Object.hasOwn(usualThresholds, name))
        throw new CallError(
          'usage',
          `"${setting}" sets no threshold. There are: ${Object.keys(usualThresholds).join(', ')}.`,
        )
      if (value === '') delete own[name]
      else own[name] = Number(value)
    }
    const checked = thresholdsSchema.partial().safeParse(own)
    if (!checked.success) {
      const first = checked.error.issues[0]
      throw new CallError('usage', `${first?.path.join('.')}: ${first?.message}.`)
    }
    if (settings.length > 0) await app.handlers.setJudgement({ site, judgement: { mutes, thresholds: checked.data } })
    const all = { ...usualThresholds, ...checked.data }
    context.print({ site, thresholds: all, own: checked.data }, () =>
      Object.entries(all)
        .map(([name, value]) => `${name}=${value}${Object.hasOwn(checked.data, name) ? '' : '  (as usual)'}`)
        .join('\n'),
    )
    return exitStatus.done
  })
}

interface ReportFlags extends SiteFlag {
  format: 'html' | 'markdown'
  out?: string
}

async function report(context: Context, flags: ReportFlags, [a, b]: [string, string]): Promise<ExitStatus> {
  const { text } = await withRefs(context, [a, b], flags.site, ({ handlers }, [first, second]) =>
    handlers.report({ a: first?.id ?? '', b: second?.id ?? '', format: flags.format, language: context.language }),
  )
  const { out } = flags
  if (out === undefined) {
    context.write(text)
    return exitStatus.done
  }
  await writeFile(out, text, { mode: 0o600 }).catch((error: Error) => {
    throw new CallError('refused', `${out} cannot be written: ${error.message}.`)
  })
  context.print({ file: out, bytes: Buffer.byteLength(text) }, () => out)
  return exitStatus.done
}
