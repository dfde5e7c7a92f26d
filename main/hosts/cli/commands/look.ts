/** Commands that show what was collected: `snapshots`, `search`, `rows`, `raw`, `parse`. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import { CallError, type RowInPlace } from '../../../../shared/contract/contract.ts'
import { csvOf } from '../../../../shared/csv.ts'
import type { Row } from '../../../../shared/model.ts'
import { probeNamed, probes } from '../../../../shared/probes/index.ts'
import { readTextFile } from '../../../import/text-file.ts'
import { type Context, type ExitStatus, exitStatus, snapshotJson, timeOf } from '../context.ts'
import { table, timeInWords, valueText } from '../print.ts'
import { resolveRef } from '../refs.ts'
import type { Run } from '../run.ts'

export function addLookCommands(program: Command, run: Run): void {
  const probeList = probes.map(({ name }) => name).join(', ')
  program
    .command('snapshots')
    .description('list the snapshots in the library')
    .option('--site <name>', 'of one site')
    .action(run(listSnapshots))
  program
    .command('search')
    .description('find lines that hold all the words, in every output of the library')
    .argument('<words...>', 'in any case; quote words that stay together')
    .option('--site <name>', 'of one site')
    .option('--limit <number>', 'at most so many lines', '100')
    .action(run(searchAll))
  program
    .command('rows')
    .description('show what a probe found')
    .argument('<ref>', 'snapshot: an id or its beginning, latest, previous, or @TIME')
    .argument('<probe>', probeList)
    .option('--site <name>', 'among the snapshots of one site')
    .option('--csv', 'as CSV for a spreadsheet')
    .action(run(showRows))
  program
    .command('raw')
    .description('print what a probe printed, byte for byte')
    .argument('<ref>', 'snapshot')
    .argument('<node>', 'node')
    .argument('<probe>', probeList)
    .option('--site <name>', 'among the snapshots of one site')
    .option('--pod <name>', 'what it printed inside this pod')
    .option('--stderr', 'the error output instead')
    .action(run(showRaw))
  program
    .command('parse')
    .description('parse one output without a library')
    .argument('<probe>', probeList)
    .argument('[file]', 'the output (default: standard input)')
    .option('--at <time>', 'when it was made (default: now)')
    .option('--zone <offset>', 'zone of times printed without one, such as +08:00', '+00:00')
    .option('--command <text>', 'the command that made it', '')
    .action(run(parseOutput))
}

async function listSnapshots(context: Context, { site }: { site?: string }): Promise<ExitStatus> {
  const snapshots = await context.withApp(({ library }) => library.listSnapshots({ site: site ?? null }))
  context.print({ snapshots: snapshots.map(snapshotJson) }, () =>
    snapshots.length === 0
      ? 'The library holds no snapshot yet. Try: nodelapse demo'
      : table(
          ['id', 'site', 'taken at', 'source', 'nodes', 'not ok'],
          snapshots.map(({ id, site: name, takenAt, takenAtInferred, source, nodes, sections }) => [
            ...[id, name, `${timeInWords(takenAt)}${takenAtInferred === null ? '' : ' (inferred)'}`, source],
            nodes.map((node) => node.name).join(','),
            sections
              .filter(({ outcome }) => outcome !== 'ok')
              .map(({ node, probe, outcome }) => `${node} ${probe} ${outcome}`)
              .join(', ') || '-',
          ]),
        ),
  )
  return exitStatus.done
}

/** So long a library that was stored by an older version may take to become searchable. */
const indexingMs = 60_000

async function searchAll(
  context: Context,
  { site, limit }: { site?: string; limit: string },
  [words]: [string[]],
): Promise<ExitStatus> {
  const most = Number(limit)
  if (!Number.isInteger(most) || most < 1 || most > 1000)
    throw new CallError('usage', `--limit is a number from 1 to 1000, not "${limit}".`)
  const text = words.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ')
  const result = await context.withApp(async ({ library }) => {
    if (site !== undefined && !(await library.listSites({})).some(({ name }) => name === site))
      throw new CallError('not-found', `There is no site "${site}" in the library.`)
    const until = Date.now() + indexingMs
    for (;;) {
      const found = await library.search({ text, site: site ?? null, limit: most })
      if (found.notIndexed === 0 || Date.now() > until) return found
      await sleep(50)
    }
  })
  context.print(result, () =>
    [
      ...result.events.map(
        ({ site: name, snapshot, takenAt, node, text: did }) =>
          `${name}  ${snapshot.slice(0, 8)}  ${timeInWords(takenAt)}  ${node}  did: ${did}`,
      ),
      ...result.hits.map(
        ({ site: name, snapshot, takenAt, node, pod, probe, line, text: found, outputs }) =>
          `${name}  ${snapshot.slice(0, 8)}  ${timeInWords(takenAt)}  ${pod === null ? node : `${node} (${pod})`}  ${probe}:${line}${outputs > 1 ? `  (in ${outputs} outputs)` : ''}\n    ${found.trim()}`,
      ),
      ...(result.hits.length + result.events.length === 0 ? ['Nothing was found.'] : []),
      ...(result.isWhole ? [] : ['There may be more: name a site, more words, or a higher --limit.']),
      ...(result.notIndexed === 0 ? [] : [`${result.notIndexed} outputs are not searched yet.`]),
    ].join('\n'),
  )
  return exitStatus.done
}

/** A row as the command line prints it: its fields beside its key and lines. */
const rowJson = ({ key, line, lastLine, fields }: Row) => ({ key, line, lastLine, ...fields })

async function showRows(
  context: Context,
  { site, csv }: { site?: string; csv?: boolean },
  [ref, probe]: [string, string],
): Promise<ExitStatus> {
  checkProbe(probe)
  const { snapshot, rows } = await context.withApp(async ({ library }) => {
    const found = resolveRef(ref, await library.listSnapshots({ site: site ?? null }))
    return { snapshot: found, rows: await library.rows({ snapshot: found.id, probe }) }
  })
  if (csv === true) {
    const names = [...new Set(rows.flatMap(({ row }) => Object.keys(row.fields)))]
    const cells = rows.map(({ node, pod, row }) => [node, pod, row.key, ...names.map((name) => row.fields[name])])
    context.write(csvOf(['node', 'pod', 'key', ...names], cells))
    return exitStatus.done
  }
  const json = rows.map(({ node, pod, row }) => ({ from: { node, pod }, ...rowJson(row) }))
  context.print({ snapshot: snapshot.id, rows: json }, () => rowsText(rows))
  return exitStatus.done
}

function rowsText(rows: RowInPlace[]): string {
  const names = Object.keys(rows[0]?.row.fields ?? {})
  if (names.length === 0) return 'No rows.'
  return table(
    ['from', ...names],
    rows.map(({ node, pod, row }) => [pod ?? node, ...names.map((name) => valueText(row.fields[name]))]),
  )
}

interface RawFlags {
  site?: string
  pod?: string
  stderr?: boolean
}

async function showRaw(
  context: Context,
  flags: RawFlags,
  [ref, node, probe]: [string, string, string],
): Promise<ExitStatus> {
  checkProbe(probe)
  const section = await context.withApp(async ({ library }) => {
    const snapshot = resolveRef(ref, await library.listSnapshots({ site: flags.site ?? null }))
    const matching = snapshot.sections.filter((each) => each.node === node && each.probe === probe)
    const found = matching.find(({ pod }) =>
      flags.pod === undefined ? pod === null || matching.length === 1 : pod === flags.pod,
    )
    if (found === undefined) {
      const there = snapshot.sections.map(
        (each) => `${each.node} ${each.probe}${each.pod === null ? '' : ` --pod ${each.pod}`}`,
      )
      throw new CallError('not-found', `There is no such section in ${snapshot.id}. There is: ${there.join('; ')}.`)
    }
    return library.section({ snapshot: snapshot.id, node, probe, pod: found.pod })
  })
  if (flags.stderr === true) process.stdout.write(section.stderr)
  else process.stdout.write(section.stdout)
  return exitStatus.done
}

interface ParseFlags {
  at?: string
  zone: string
  command: string
}

async function parseOutput(
  context: Context,
  flags: ParseFlags,
  [name, file]: [string, string | undefined],
): Promise<ExitStatus> {
  const probe = checkProbe(name)
  const text = file === undefined || file === '-' ? await standardInput() : await readTextFile(file)
  const { rows, unparsed, notes } = probe.parse(text, {
    takenAtMs: flags.at === undefined ? Date.now() : timeOf(flags.at),
    clockOffsetMs: 0,
    zoneOffsetMinutes: zoneOf(flags.zone),
    command: flags.command,
  })
  context.print({ probe: probe.name, rows: rows.map(rowJson), unparsed, notes }, () =>
    [
      rowsText(rows.map((row) => ({ node: `line ${row.line}`, place: '', pod: null, row }))),
      ...unparsed.map(({ line, text: each }) => `not understood, line ${line}: ${each}`),
      ...notes,
    ].join('\n'),
  )
  return exitStatus.done
}

function checkProbe(name: string) {
  if (!probes.some((probe) => probe.name === name))
    throw new CallError(
      'usage',
      `There is no probe "${name}". There are: ${probes.map((probe) => probe.name).join(', ')}.`,
    )
  return probeNamed(name)
}

function zoneOf(text: string): number {
  const match = /^(?:Z|UTC|([+-])(\d\d):?(\d\d))$/.exec(text)
  if (match === null) throw new CallError('usage', `"${text}" is not a zone such as +08:00.`)
  return (match[1] === '-' ? -1 : 1) * (Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0))
}

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
