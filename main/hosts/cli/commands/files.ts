/** Commands for snapshot files: `export`, `verify`. */
import type { Command } from 'commander'
import { CallError } from '../../../../shared/contract/contract.ts'
import type { Snapshot } from '../../../../shared/model.ts'
import type { App } from '../../../app.ts'
import { readFileBytes } from '../../../import/text-file.ts'
import { opened } from '../../../nodesnap/encryption.ts'
import { isPacked, readSnapshotFile } from '../../../nodesnap/read.ts'
import { writeSnapshotFile } from '../../../nodesnap/write.ts'
import { rawSnapshot } from '../../../services/exports.ts'
import { exportParquet } from '../../../services/parquet.ts'
import { redactSnapshots } from '../../../services/redaction.ts'
import { producer } from '../../producer.ts'
import { type Context, type ExitStatus, exitStatus } from '../context.ts'
import { resolveRef } from '../refs.ts'
import type { Run } from '../run.ts'

export function addFileCommands(program: Command, run: Run): void {
  program
    .command('export')
    .description('write snapshots to a snapshot file, to carry them elsewhere; or whole sites as Parquet')
    .argument('[refs...]', 'snapshots: an id or its beginning, latest, previous, or @TIME')
    .option('--out <file>', 'the file, by habit named .nodesnap')
    .option('--site <name>', 'among the snapshots of one site')
    .option('--parquet <dir>', 'everything of all sites (or of --site) as Parquet tables, in a new folder')
    .option('--encrypt', 'under a passphrase (age format): asked for, or from --passphrase-file')
    .option('--passphrase-file <file>', 'its first line is the passphrase')
    .option('--redact', "hosts, addresses and secrets replaced by the site's pseudonyms")
    .option('--pattern <regex...>', 'with --redact: replace what this matches, too; the site remembers it')
    .option('--preview', 'with --redact: print what would be replaced, and write nothing')
    .action(run(exportSnapshots))
  program
    .command('redact')
    .description('redact a snapshot file, with the pseudonyms that the library keeps for its site')
    .argument('<file>', 'the snapshot file')
    .option('--out <file>', 'the redacted file')
    .option('--encrypt', 'write it under a passphrase')
    .option('--passphrase-file <file>', 'its first line is the passphrase, to open the file and to write it')
    .option('--pattern <regex...>', 'replace what this matches, too; the site remembers it')
    .option('--preview', 'print what would be replaced, and write nothing')
    .action(run(redactFile))
  program
    .command('verify')
    .description('check a snapshot file whole, without storing it')
    .argument('<file>', 'the snapshot file')
    .option('--passphrase-file <file>', 'its first line is the passphrase')
    .action(run(verify))
}

interface RedactFlags {
  encrypt?: boolean
  passphraseFile?: string
  out?: string
  pattern?: string[]
  preview?: boolean
}
interface ExportFlags extends RedactFlags {
  site?: string
  redact?: boolean
  parquet?: string
}

async function exportSnapshots(context: Context, flags: ExportFlags, [refs]: [string[]]): Promise<ExitStatus> {
  const { site, redact, pattern, preview } = flags
  if (flags.parquet !== undefined) return exportTables(context, flags, flags.parquet, refs)
  if (refs.length === 0) throw new CallError('usage', 'Name the snapshots to export, or --parquet DIR.')
  if (redact !== true && (pattern !== undefined || preview === true))
    throw new CallError('usage', '--pattern and --preview go with --redact.')
  return context.withApp(async ({ library }) => {
    const all = await library.listSnapshots({ site: site ?? null })
    const ids = [...new Set(refs.map((ref) => resolveRef(ref, all).id))]
    const snapshots = await Promise.all(ids.map((id) => rawSnapshot(library, id)))
    if (redact === true) return writeRedacted(context, library, snapshots, flags)
    const out = fileOf(flags)
    await writeSnapshotFile(snapshots, out, producer(), await newPassphrase(context, flags, out))
    context.print({ file: out, snapshots: ids }, () => `${out}: ${ids.length} snapshots`)
    return exitStatus.done
  })
}

/** Nothing of it is redacted: it is for the warehouse of those who may see the sites. */
async function exportTables(
  context: Context,
  { site, out, redact, encrypt }: ExportFlags,
  dir: string,
  refs: string[],
): Promise<ExitStatus> {
  if (refs.length > 0 || out !== undefined || redact === true || encrypt === true)
    throw new CallError('usage', '--parquet writes whole sites as they are: it goes with --site only.')
  return context.withApp(async ({ library }) => {
    const all = (await library.listSites({})).map(({ name }) => name)
    if (site !== undefined && !all.includes(site))
      throw new CallError('not-found', `There is no site "${site}" in the library.`)
    const counts = await exportParquet(library, site === undefined ? all : [site], dir, producer())
    context.print({ dir, tables: counts }, () =>
      Object.entries(counts)
        .map(([table, count]) => `${dir}/${table}.parquet  ${count} rows`)
        .join('\n'),
    )
    return exitStatus.done
  })
}

async function redactFile(context: Context, flags: RedactFlags, [file]: [string]): Promise<ExitStatus> {
  const bytes = await readFileBytes(file)
  if (!isPacked(bytes)) throw new CallError('refused', `${file} is no snapshot file.`)
  const snapshots = await readSnapshotFile(await opened(bytes, file, context.passphraseFor(flags.passphraseFile)))
  return context.withApp(({ library }) => writeRedacted(context, library, snapshots, flags))
}

async function writeRedacted(
  context: Context,
  library: App['library'],
  snapshots: Snapshot[],
  flags: RedactFlags,
): Promise<ExitStatus> {
  const { pattern: patterns = [], preview = false } = flags
  const out = preview ? null : fileOf(flags)
  const redacted = await redactSnapshots(library, snapshots, { patterns, remembers: !preview })
  if (out !== null)
    await writeSnapshotFile(redacted.snapshots, out, producer(), await newPassphrase(context, flags, out))
  const { replaced, masked } = redacted
  context.print({ file: out, snapshots: redacted.snapshots.map(({ id }) => id), replaced, masked }, () =>
    [
      ...(preview ? replaced.map(([original, pseudonym]) => `${original}  ->  ${pseudonym}`) : []),
      `${replaced.length} names and addresses replaced, ${masked} secrets masked${out === null ? '; nothing was written' : `: ${out}`}`,
    ].join('\n'),
  )
  return exitStatus.done
}

/** Null: the file is written as it is. At a terminal a new passphrase is typed twice. */
async function newPassphrase(context: Context, { encrypt, passphraseFile }: RedactFlags, file: string) {
  if (encrypt !== true) return null
  const ask = context.passphraseFor(passphraseFile)
  const first = (await ask?.(file)) ?? null
  if (first === null || first === '')
    throw new CallError('usage', 'A passphrase is needed: type it at a terminal, or give --passphrase-file.')
  if (passphraseFile === undefined && (await ask?.(`${file}, once more`)) !== first)
    throw new CallError('usage', 'The two passphrases differ; nothing was written.')
  return first
}

function fileOf({ out }: RedactFlags): string {
  if (out === undefined) throw new CallError('usage', 'Name the file to write: --out FILE.')
  return out
}

/** Writes snapshots of the library to a snapshot file. */
export async function exportTo(library: App['library'], ids: readonly string[], out: string): Promise<void> {
  const snapshots = await Promise.all(ids.map((id) => rawSnapshot(library, id)))
  await writeSnapshotFile(snapshots, out, producer())
}

async function verify(context: Context, flags: { passphraseFile?: string }, [file]: [string]): Promise<ExitStatus> {
  const bytes = await readFileBytes(file)
  if (!isPacked(bytes)) throw new CallError('refused', `${file} is no snapshot file.`)
  const snapshots = await readSnapshotFile(await opened(bytes, file, context.passphraseFor(flags.passphraseFile)))
  const said = snapshots.map(({ id, site, takenAtMs, sections }) => ({
    ...{ id, site, takenAt: new Date(takenAtMs).toISOString(), sections: sections.length },
  }))
  context.print({ file, snapshots: said }, () =>
    said.map(({ id, site, takenAt, sections }) => `${id}  ${site}  ${takenAt}  ${sections} sections, whole`).join('\n'),
  )
  return exitStatus.done
}
