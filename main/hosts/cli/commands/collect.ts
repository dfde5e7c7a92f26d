/** Commands that bring snapshots in: `capture`, `import`. */
import { basename } from 'node:path'
import type { Command } from 'commander'
import type { SnapshotSummary } from '../../../../shared/contract/contract.ts'
import type { Handlers } from '../../../app.ts'
import { readFileBytes, textOf } from '../../../import/text-file.ts'
import { isPacked } from '../../../nodesnap/read.ts'
import { type Context, type ExitStatus, exitStatus, snapshotJson, timeOf } from '../context.ts'
import { heading, snapshotLine } from '../print.ts'
import type { Run } from '../run.ts'

export function addCollectCommands(program: Command, run: Run): void {
  program
    .command('capture')
    .description('capture a snapshot of one or more nodes over SSH')
    .argument('<nodes...>', '[user@]host[:port], or a name of ~/.ssh/config')
    .option('--site <name>', 'the site they belong to (default: the first node)')
    .option('--identity <file>', 'private key to log in with (default: the agent, then ~/.ssh)')
    .option('--jump <hosts>', 'hosts to go through, the nearest first, with commas (default: as ~/.ssh/config says)')
    .option('--known-hosts <file>', 'where host keys are known from (default: ~/.ssh/known_hosts)')
    .action(run(capture))

  program
    .command('import')
    .description('read snapshot files and terminal transcripts into the library')
    .argument('<files...>', 'snapshot files, or text files of what a terminal showed')
    .option('--site <name>', "the site they belong to (default: the file's name)")
    .option('--at <time>', 'when the first command was typed (default: inferred from the text)')
    .action(run(importFiles))
}

interface CaptureFlags {
  site?: string
  identity?: string
  knownHosts?: string
  jump?: string
}

async function capture(context: Context, flags: CaptureFlags, [targets]: [string[]]): Promise<ExitStatus> {
  const { snapshots } = await context.withApp(({ handlers }) =>
    cancellable(context, handlers, () =>
      handlers.capture({
        targets,
        site: flags.site ?? '',
        identityFile: flags.identity ?? null,
        knownHostsFile: flags.knownHosts ?? null,
        jumps: flags.jump === undefined ? null : flags.jump.split(',').map((jump) => jump.trim()),
      }),
    ),
  )
  printSnapshots(context, snapshots)
  const isWhole = snapshots.every(
    ({ nodes, sections }) =>
      nodes.every(({ outcome }) => outcome === 'ok') && sections.every(({ outcome }) => outcome === 'ok'),
  )
  return isWhole ? exitStatus.done : exitStatus.partly
}

/** Ctrl-C ends the capture and keeps what has come; a second one ends the program. */
async function cancellable<T>(
  context: Context,
  handlers: Pick<Handlers, 'cancelCapture'>,
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
}

async function importFiles(context: Context, flags: ImportFlags, [files]: [string[]]): Promise<ExitStatus> {
  const at = flags.at === undefined ? null : new Date(timeOf(flags.at)).toISOString()
  // All are read before any is stored: a file that cannot be read changes nothing.
  const contents = await Promise.all(files.map(async (file) => ({ file, bytes: await readFileBytes(file) })))
  const snapshots = await context.withApp(async ({ handlers }) => {
    const all: SnapshotSummary[] = []
    for (const { file, bytes } of contents) {
      const name = basename(file)
      if (isPacked(bytes)) {
        all.push(...(await handlers.importFile({ name, base64: bytes.toString('base64') })).snapshots)
        continue
      }
      const site = flags.site ?? (name.replace(/\.[^.]+$/, '') || name)
      all.push(...(await handlers.importText({ name, text: textOf(bytes, file), site, at })).snapshots)
    }
    return all
  })
  printSnapshots(context, snapshots)
  return exitStatus.done
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
