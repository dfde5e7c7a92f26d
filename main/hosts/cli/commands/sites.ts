/** Commands for what is captured where: `site`, `profiles`. */
import type { Command } from 'commander'
import { CallError } from '../../../../shared/contract/contract.ts'
import { tell } from '../../../../shared/messages/tell.ts'
import type { SiteSetup } from '../../../../shared/model.ts'
import { profileHandlers, profilesFolder } from '../../../services/profiles.ts'
import { producer } from '../../producer.ts'
import { type Context, type ExitStatus, exitStatus } from '../context.ts'
import type { Run } from '../run.ts'
import { type NodeFlags, setupOf } from './collect.ts'

export function addSiteCommands(program: Command, run: Run): void {
  program
    .command('site')
    .description('keep the nodes of a site, so that `capture --site NAME` suffices: site add|remove|list')
    .argument('<action>', 'add, remove or list')
    .argument('[name]', 'the site')
    .argument('[nodes...]', '[user@]host[:port], or names of ~/.ssh/config')
    .option('--profile <name>', 'what to ask: a profile, or a .yaml file of one')
    .option('--identity <file>', 'private key of these nodes')
    .option('--jump <hosts>', 'hosts to go through to these nodes, the nearest first, with commas')
    .option('--known-hosts <file>', 'where host keys are known from')
    .option(
      '--set <setting=value...>',
      'what the site has otherwise than its profile, e.g. kubectlPath=/usr/bin/kubectl',
    )
    .option('--redact', 'store what is captured of this site redacted')
    .action(run(site))
  program
    .command('profiles')
    .description('list the profiles, or print one as YAML to begin your own with')
    .argument('[name]', 'the profile to print')
    .action(run(profiles))
  program
    .command('collector-script')
    .description('print a shell script that collects a snapshot of the node it runs on, for sites without SSH')
    .option('--profile <name>', 'what to ask: a profile, or a .yaml file of one (default: h3cloudos)')
    .action(run(script))
}

const profilesOf = ({ libraryDir }: Context) => profileHandlers({ libraryDir, producer: producer() })

async function script(context: Context, { profile }: { profile?: string }): Promise<ExitStatus> {
  const made = await profilesOf(context).collectorScript({ profile: profile ?? null })
  context.print(made, () => made.script.trimEnd())
  return exitStatus.done
}

interface SiteFlags extends NodeFlags {
  set?: string[]
  redact?: boolean
}

async function site(
  context: Context,
  flags: SiteFlags,
  [action, name, nodes]: [string, string | undefined, string[]],
): Promise<ExitStatus> {
  if (action === 'list') return list(context, name)
  if (name === undefined || !['add', 'remove'].includes(action))
    throw new CallError('usage', 'Say: site add NAME NODE..., site remove NAME [NODE...], or site list.')
  const after = await context.withApp(async ({ handlers }) => {
    const known = (await handlers.listSetups({})).find((each) => each.site === name)?.setup ?? null
    const setup = action === 'add' ? added(known, nodes, flags) : removed(name, known, nodes)
    await handlers.setSetup({ site: name, setup })
    return setup
  })
  context.print({ site: name, setup: after }, () => (after === null ? `${name}: forgotten` : textOf(name, after)))
  return exitStatus.done
}

function added(known: SiteSetup | null, nodes: string[], flags: SiteFlags): SiteSetup {
  if (nodes.length === 0 && known === null) throw new CallError('usage', 'Name at least one node of the site.')
  const said = setupOf(nodes, flags)
  const others = (known?.nodes ?? []).filter(({ target }) => !nodes.includes(target))
  const settings: Record<string, unknown> = { ...known?.settings }
  for (const each of flags.set ?? []) {
    const at = each.indexOf('=')
    if (at < 1) throw new CallError('usage', `"${each}" is no setting: write NAME=VALUE.`)
    const value = each.slice(at + 1)
    settings[each.slice(0, at)] = value === 'true' || value === 'false' ? value === 'true' : value
  }
  return {
    nodes: [...others, ...said.nodes],
    profile: flags.profile === undefined ? (known?.profile ?? said.profile) : said.profile,
    settings,
    knownHostsFile: said.knownHostsFile ?? known?.knownHostsFile ?? null,
    redact: flags.redact ?? known?.redact ?? false,
  }
}

function removed(name: string, known: SiteSetup | null, nodes: string[]): SiteSetup | null {
  if (known === null) throw new CallError('not-found', `The library has no nodes of a site "${name}".`)
  for (const node of nodes)
    if (!known.nodes.some(({ target }) => target === node))
      throw new CallError('not-found', `${node} is no node of ${name}.`)
  const left = known.nodes.filter(({ target }) => nodes.length > 0 && !nodes.includes(target))
  return left.length === 0 ? null : { ...known, nodes: left }
}

async function list(context: Context, name: string | undefined): Promise<ExitStatus> {
  const setups = (await context.withApp(({ handlers }) => handlers.listSetups({}))).filter(
    (each) => name === undefined || each.site === name,
  )
  context.print({ sites: setups }, () =>
    setups.length === 0
      ? 'No site has nodes. Add them: nodelapse site add NAME NODE...'
      : setups.map((each) => textOf(each.site, each.setup)).join('\n'),
  )
  return exitStatus.done
}

function textOf(name: string, { nodes, profile, settings, redact }: SiteSetup): string {
  const own = Object.entries(settings).map(([setting, value]) => `  ${setting} = ${value}`)
  const places = nodes.map(({ target, jumps, identityFile }) =>
    [
      `  ${target}`,
      jumps === null ? '' : `through ${jumps.join(', ')}`,
      identityFile === null ? '' : `with ${identityFile}`,
    ]
      .filter((part) => part !== '')
      .join('  '),
  )
  return [`${name}  profile ${profile}${redact ? ', redacted' : ''}`, ...places, ...own].join('\n')
}

async function profiles(context: Context, _flags: object, [name]: [string | undefined]): Promise<ExitStatus> {
  const folder = profilesFolder(context.libraryDir)
  if (name !== undefined) {
    const { yaml } = await profilesOf(context).profileYaml({ profile: name, language: context.language })
    context.print({ profile: name, yaml }, () => yaml.trimEnd())
    return exitStatus.done
  }
  const all = await profilesOf(context).listProfiles({})
  context.print({ profiles: all, folder }, () =>
    [
      ...all.map((each) =>
        each.error === null
          ? `${each.name.padEnd(14)} ${tell(each.description, context.language)}`
          : `${each.name.padEnd(14)} wrong:\n${tell(each.error, context.language)}`,
      ),
      `Your own: ${folder}/*.yaml`,
    ].join('\n'),
  )
  return all.some(({ error }) => error !== null) ? exitStatus.partly : exitStatus.done
}
