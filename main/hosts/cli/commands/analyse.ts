/** Commands that judge: `compare`, `timeline`, `findings`. */

import { type Command, Option } from 'commander'
import { CallError } from '../../../../shared/contract/contract.ts'
import { csvOf } from '../../../../shared/csv.ts'
import { tell } from '../../../../shared/messages/tell.ts'
import { type Context, type ExitStatus, exitStatus, snapshotJson, statusOfFindings } from '../context.ts'
import { comparisonText, findingsText, heading, shortId, snapshotLine, table } from '../print.ts'
import { onlySite, withRefs } from '../refs.ts'
import type { Run } from '../run.ts'

const failOn = () =>
  new Option('--fail-on <severity>', 'exit with 1 when a finding is at least this severe').choices([
    'info',
    'warning',
    'critical',
  ])

export function addAnalyseCommands(program: Command, run: Run): void {
  program
    .command('compare')
    .description('what changed from one snapshot to another')
    .argument('<a>', 'the earlier snapshot: an id or its beginning, latest, previous, @TIME, or a file')
    .argument('<b>', 'the later snapshot')
    .option('--site <name>', 'among the snapshots of one site')
    .option('--csv', 'the changes as CSV for a spreadsheet, one field a line')
    .addOption(failOn())
    .action(run(compare))
  program
    .command('timeline')
    .description('the states of everything over the snapshots of a site')
    .option('--site <name>', 'the site')
    .option('--probe <name>', 'only what this probe found')
    .action(run(timeline))
  program
    .command('findings')
    .description('what looks wrong in a snapshot, or over the whole time of a site')
    .argument('[ref]', 'one snapshot, judged against the one before it')
    .option('--site <name>', 'the site; without a snapshot: everything that was found over its time')
    .addOption(failOn())
    .action(run(findings))
}

interface CompareFlags {
  site?: string
  failOn?: string
  csv?: boolean
}

async function compare(context: Context, flags: CompareFlags, [a, b]: [string, string]): Promise<ExitStatus> {
  const comparison = await withRefs(context, [a, b], flags.site, ({ library }, [first, second]) =>
    library.compare({ a: first?.id ?? '', b: second?.id ?? '' }),
  )
  if (flags.csv === true) {
    const cells = comparison.changes.flatMap(({ probe, place, node, key, kind, fields, reason }) =>
      (fields.length === 0 ? [{ name: '', before: null, after: null }] : fields).map(({ name, before, after }) => [
        ...[probe, place.replace(/^pod\//, ''), node, key, kind, name],
        ...[before, after, tell(reason, context.language)],
      ]),
    )
    context.write(csvOf(['probe', 'place', 'node', 'key', 'kind', 'field', 'before', 'after', 'reason'], cells))
    return statusOfFindings(comparison.findings, flags.failOn)
  }
  const json = { ...comparison, a: snapshotJson(comparison.a), b: snapshotJson(comparison.b) }
  context.print(json, () => comparisonText(comparison, context.language))
  return statusOfFindings(comparison.findings, flags.failOn)
}

async function timeline(context: Context, { site, probe }: { site?: string; probe?: string }): Promise<ExitStatus> {
  const whole = await context.withApp(async ({ library }) =>
    library.timeline({ site: onlySite(site, await library.listSites({})) }),
  )
  const lanes = whole.lanes.filter((lane) => probe === undefined || lane.probe === probe)
  const json = {
    snapshots: whole.snapshots.map(snapshotJson),
    incident: whole.incident,
    lanes: lanes.map(({ probe: name, place, key, label, spans }) => ({ probe: name, node: place, key, label, spans })),
  }
  context.print(json, () =>
    [
      ...whole.snapshots.map((snapshot, index) => `${String(index + 1).padStart(3)}  ${snapshotLine(snapshot)}`),
      '',
      table(
        ['probe', 'place', 'label', 'states'],
        lanes.map(({ probe: name, place, label, spans }) => [
          ...[name, place.replace(/^pod\//, ''), label],
          spans
            .map(({ state, fromSnapshot, toSnapshot }) => `${stretch(fromSnapshot, toSnapshot)} ${state}`)
            .join(' · '),
        ]),
      ),
    ].join('\n'),
  )
  return exitStatus.done
}

/** Snapshots counted from 1. */
const stretch = (from: number, to: number): string => (from === to ? `${from + 1}:` : `${from + 1}–${to + 1}:`)

async function findings(context: Context, flags: CompareFlags, [ref]: [string | undefined]): Promise<ExitStatus> {
  if (ref === undefined && flags.site === undefined)
    throw new CallError('usage', 'Name a snapshot, or a site with --site.')
  const found =
    ref === undefined
      ? await context.withApp(async ({ library }) =>
          library.siteFindings({ site: onlySite(flags.site, await library.listSites({})) }),
        )
      : await withRefs(context, [ref], flags.site, ({ library }, [snapshot]) =>
          library.findings({ snapshot: snapshot?.id ?? '' }),
        )
  context.print(
    { findings: found },
    () => `${heading(flags.site ?? shortId(ref ?? ''))}\n${findingsText(found, context.language)}`,
  )
  return statusOfFindings(found, flags.failOn)
}
