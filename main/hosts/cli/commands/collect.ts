/** Commands that bring snapshots in: `capture`, `import`. */
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { CallError, type SnapshotSummary } from '../../../../shared/contract/contract.ts'
import { isEvent } from '../../../../shared/messages/import.ts'
import { type SiteSetup, siteSetup } from '../../../../shared/model.ts'
import type { App, CheckedCalls } from '../../../app.ts'
import type { ImportInput } from '../../../import/importer.ts'
import { type Context, type ExitStatus, exitStatus, snapshotJson, timeOf } from '../context.ts'
import {
  assignmentsOf,
  type ImportWishes,
  type Opened,
  openInput,
  pieceText,
  previewOpened,
  readAll,
  storeOpened,
} from '../import-path.ts'
import { heading, type Language, snapshotLine } from '../print.ts'
import type { Run } from '../run.ts'
import { exportTo } from './files.ts'

export function addCollectCommands(program: Command, run: Run): void {
  program
    .command('capture')
    .description('capture a snapshot of one or more nodes over SSH')
    .argument('[nodes...]', '[user@]host[:port], or names of ~/.ssh/config (default: those of the site)')
    .option('--site <name>', 'the site they belong to (default: the first node)')
    .option('--profile <name>', 'what to ask: a profile, or a .yaml file of one (default: h3cloudos)')
    .option('--out <file>', 'write a snapshot file, and nothing into the library')
    .option('--identity <file>', 'private key to log in with (default: the agent, then ~/.ssh)')
    .option('--jump <hosts>', 'hosts to go through, the nearest first, with commas (default: as ~/.ssh/config says)')
    .option('--known-hosts <file>', 'where host keys are known from (default: ~/.ssh/known_hosts)')
    .action(run(capture))

  program
    .command('import')
    .description('read snapshot files, terminal logs, sosreports, support bundles, dumps and saved outputs')
    .argument('<paths...>', 'files or folders; what they are is told by their content')
    .option('--site <name>', "the site they belong to (default: the file's name)")
    .option('--passphrase-file <file>', 'its first line opens files under a passphrase')
    .option('--at <time>', 'when its last output was made (default: as it tells itself)')
    .option('--node <name>', 'the node of outputs that do not tell theirs')
    .option('--as <piece=probe@node...>', 'read a piece as another probe (none: leave it out), or of another node')
    .option('--preview', 'print what is recognised and what is not, and store nothing')
    .action(run(importFiles))
}

export interface NodeFlags {
  identity?: string
  knownHosts?: string
  jump?: string
  profile?: string
}
interface CaptureFlags extends NodeFlags {
  site?: string
  out?: string
}

async function capture(context: Context, flags: CaptureFlags, [targets]: [string[]]): Promise<ExitStatus> {
  const { site = '', out } = flags
  if (targets.length === 0 && site === '')
    throw new CallError('usage', 'Name at least one node, or a site whose nodes the library has: --site NAME.')
  const setup = targets.length === 0 ? null : setupOf(targets, flags)
  const run = (app: App) => cancellable(context, app.handlers, () => app.handlers.capture({ site, setup }))
  const { snapshots } = out === undefined ? await context.withApp(run) : await captureToFile(context, out, setup, site)
  printSnapshots(context, snapshots)
  const isWhole = snapshots.every(
    ({ nodes, sections }) =>
      nodes.every(({ outcome }) => outcome === 'ok') && sections.every(({ outcome }) => outcome === 'ok'),
  )
  return isWhole ? exitStatus.done : exitStatus.partly
}

/** The setup that a command line describes; relative files are those of the caller's folder. */
export function setupOf(targets: readonly string[], flags: NodeFlags): SiteSetup {
  const jumps = flags.jump === undefined ? null : flags.jump.split(',').map((jump) => jump.trim())
  const identityFile = flags.identity === undefined ? null : resolve(flags.identity)
  const profile = flags.profile ?? 'h3cloudos'
  return siteSetup.parse({
    nodes: targets.map((target) => ({ target, identityFile, jumps })),
    profile: /\.ya?ml$/i.test(profile) ? resolve(profile) : profile,
    knownHostsFile: flags.knownHosts === undefined ? null : resolve(flags.knownHosts),
  })
}

/** The library of a site's nodes is read; what is captured passes through one that is gone afterwards. */
async function captureToFile(context: Context, out: string, setup: SiteSetup | null, site: string) {
  const known =
    setup ?? (await context.withApp(({ library }) => library.listSetups({}))).find((each) => each.site === site)?.setup
  if (known === undefined) throw new CallError('not-found', `The library knows no nodes of a site "${site}".`)
  return context.withTemporaryApp(async (app) => {
    const captured = await cancellable(context, app.handlers, () => app.handlers.capture({ site, setup: known }))
    await exportTo(
      app.library,
      captured.snapshots.map(({ id }) => id),
      out,
    )
    context.tell(`${out}: ${captured.snapshots.length} snapshot`)
    return captured
  })
}

/** Ctrl-C ends the capture and keeps what has come; a second one ends the program. */
async function cancellable<T>(
  context: Context,
  handlers: Pick<CheckedCalls, 'cancelCapture'>,
  run: () => Promise<T>,
): Promise<T> {
  const cancel = () => {
    context.tell('Cancelling; what has come by now is kept.')
    void handlers.cancelCapture({})
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, cancel)
  try {
    return await run()
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, cancel)
  }
}

interface ImportFlags {
  site?: string
  at?: string
  passphraseFile?: string
  node?: string
  as?: string[]
  preview?: boolean
}

async function importFiles(context: Context, flags: ImportFlags, [paths]: [string[]]): Promise<ExitStatus> {
  context.takePassphraseFrom(flags.passphraseFile)
  const at = flags.at === undefined ? null : new Date(timeOf(flags.at)).toISOString()
  const wishes = { site: flags.site, at, node: flags.node, pieces: assignmentsOf(flags.as ?? []) }
  // All are read before any is stored: a file that cannot be read changes nothing.
  const inputs = await readAll(paths)
  if (flags.preview === true) return previewInputs(context, inputs, wishes)
  const snapshots = await context.withApp(async (app) => {
    const opened: Opened[] = []
    for (const input of inputs) opened.push(await openInput(app, input))
    return storeOpened(app, opened, wishes)
  })
  printSnapshots(context, snapshots)
  return exitStatus.done
}

async function previewInputs(context: Context, inputs: ImportInput[], wishes: ImportWishes): Promise<ExitStatus> {
  const files = await context.withTemporaryApp(async (app) => {
    const all = []
    for (const input of inputs) {
      const opened = await openInput(app, input)
      if (opened.isSnapshotFile) throw new CallError('usage', `${input.name} is a snapshot file: see nodelapse verify.`)
      all.push({ file: input.name, ...(await previewOpened(app, opened, wishes)) })
    }
    return all
  })
  context.print({ files }, () => files.map((file) => previewText(context.language, file)).join('\n'))
  return exitStatus.done
}

type Preview = Awaited<ReturnType<typeof previewOpened>> & { file: string }

function previewText(language: Language, { file, importer, snapshots, pieces, passedOver }: Preview): string {
  const outputs = pieces.filter(({ reason }) => !isEvent(reason))
  const read = outputs.filter(({ probe }) => probe !== null)
  const times = snapshots.map(
    ({ takenAt, takenAtInferred }) => `${takenAt}${takenAtInferred === null ? '' : ` (${takenAtInferred})`}`,
  )
  return [
    heading(`${file}  ${importer}: ${snapshots.length} snapshots, ${read.length} of ${outputs.length} outputs read`),
    ...times.map((time, index) => `  snapshot ${index + 1}: ${time}`),
    ...pieces.map((piece) => pieceText(language, piece)),
    ...(passedOver === 0 ? [] : [`  ${passedOver} other files were not looked into`]),
  ].join('\n')
}

function printSnapshots(context: Context, snapshots: SnapshotSummary[]): void {
  context.print({ snapshots: snapshots.map(snapshotJson) }, () => snapshots.map(snapshotText).join('\n'))
}

/** What came, and at once what did not. */
function snapshotText(snapshot: SnapshotSummary): string {
  const nodes = snapshot.nodes
    .filter(({ outcome }) => outcome !== 'ok')
    .map(({ name, outcome, message }) => `  ${name}  ${outcome}: ${message}`)
  const sections = snapshot.sections.map(({ node, pod, probe, outcome, message, rows, unparsed, partialView }) => {
    const where = pod === null ? node : `${node} (${pod})`
    const what = outcome === 'ok' ? `${rows} rows` : `${outcome}: ${message}`
    const notes = [unparsed > 0 ? `${unparsed} lines not understood` : '', partialView ?? ''].filter(
      (note) => note !== '',
    )
    return `  ${where}  ${probe}  ${[what, ...notes].join('; ')}`
  })
  const events = snapshot.events.map(({ node, text }) => `  ${node}  did: ${text}`)
  return [heading(`${snapshot.site}  ${snapshotLine(snapshot)}`), ...nodes, ...events, ...sections].join('\n')
}
