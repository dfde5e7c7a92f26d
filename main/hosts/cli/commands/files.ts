/** Commands for snapshot files: `export`, `verify`. */
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { CallError } from '../../../../shared/contract/contract.ts'
import type { App } from '../../../app.ts'
import { readFileBytes } from '../../../import/text-file.ts'
import { isPacked, readSnapshotFile } from '../../../nodesnap/read.ts'
import { writeSnapshotFile } from '../../../nodesnap/write.ts'
import { rawSnapshot } from '../../../services/imports.ts'
import { type Context, type ExitStatus, exitStatus } from '../context.ts'
import { resolveRef } from '../refs.ts'
import type { Run } from '../run.ts'

export function addFileCommands(program: Command, run: Run): void {
  program
    .command('export')
    .description('write snapshots to a snapshot file, to carry them elsewhere')
    .argument('<refs...>', 'snapshots: an id or its beginning, latest, previous, or @TIME')
    .requiredOption('--out <file>', 'the file, by habit named .nodesnap')
    .option('--site <name>', 'among the snapshots of one site')
    .action(run(exportSnapshots))
  program
    .command('verify')
    .description('check a snapshot file whole, without storing it')
    .argument('<file>', 'the snapshot file')
    .action(run(verify))
}

async function exportSnapshots(
  context: Context,
  { out, site }: { out: string; site?: string },
  [refs]: [string[]],
): Promise<ExitStatus> {
  const ids = await context.withApp(async ({ library }) => {
    const all = await library.snapshots(site)
    const chosen = [...new Set(refs.map((ref) => resolveRef(ref, all).id))]
    await exportTo(library, chosen, out)
    return chosen
  })
  context.print({ file: out, snapshots: ids }, () => `${out}: ${ids.length} snapshots`)
  return exitStatus.done
}

/** Writes snapshots of the library to a snapshot file. */
export async function exportTo(library: App['library'], ids: readonly string[], out: string): Promise<void> {
  const snapshots = await Promise.all(ids.map((id) => rawSnapshot(library, id)))
  await writeSnapshotFile(snapshots, out, producer())
}

/** What files say they were written by. */
export function producer(): { name: string; version: string } {
  const { name, version } = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as {
    name: string
    version: string
  }
  return { name, version }
}

async function verify(context: Context, _flags: object, [file]: [string]): Promise<ExitStatus> {
  const bytes = await readFileBytes(file)
  if (!isPacked(bytes)) throw new CallError('refused', `${file} is no snapshot file.`)
  const snapshots = await readSnapshotFile(bytes)
  const said = snapshots.map(({ id, site, takenAtMs, sections }) => ({
    ...{ id, site, takenAt: new Date(takenAtMs).toISOString(), sections: sections.length },
  }))
  context.print({ file, snapshots: said }, () =>
    said.map(({ id, site, takenAt, sections }) => `${id}  ${site}  ${takenAt}  ${sections} sections, whole`).join('\n'),
  )
  return exitStatus.done
}
