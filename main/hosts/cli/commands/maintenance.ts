/** Commands that keep the library: `delete`, `backup`, `compact`, `check`. */
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { CallError } from '../../../../shared/contract/contract.ts'
import { rescueLibrary } from '../../../app.ts'
import { type Context, type ExitStatus, exitStatus } from '../context.ts'
import { snapshotLine } from '../print.ts'
import { resolveRef } from '../refs.ts'
import type { Run } from '../run.ts'

export function addMaintenanceCommands(program: Command, run: Run): void {
  program
    .command('delete')
    .description('delete a snapshot and free its space')
    .argument('<ref>', 'snapshot: an id or its beginning, latest, previous, or @TIME')
    .option('--site <name>', 'among the snapshots of one site')
    .option('--yes', 'really')
    .action(run(deleteSnapshot))
  program
    .command('backup')
    .description('copy the library to a new file, also while it is in use')
    .argument('<file>', 'the copy; must not exist yet')
    .action(run(backup))
  program.command('compact').description('give free space in the library back to the disk').action(run(compact))
  program
    .command('check')
    .description('look for damage in the library')
    .option('--rescue <dir>', 'write every output that can still be read to files in this folder')
    .action(run(check))
}

async function deleteSnapshot(
  context: Context,
  flags: { site?: string; yes?: boolean },
  [ref]: [string],
): Promise<ExitStatus> {
  const snapshot = await context.withApp(async ({ library, handlers }) => {
    const found = resolveRef(ref, await library.listSnapshots({ site: flags.site ?? null }))
    if (flags.yes !== true)
      throw new CallError(
        'usage',
        `This would delete ${found.id} of ${found.site}, taken at ${found.takenAt}, for good. Add --yes to do so.`,
      )
    await handlers.deleteSnapshot({ snapshot: found.id })
    return found
  })
  context.print({ deleted: snapshot.id }, () => `Deleted: ${snapshot.site}  ${snapshotLine(snapshot)}`)
  return exitStatus.done
}

async function backup(context: Context, _flags: object, [file]: [string]): Promise<ExitStatus> {
  const path = resolve(file)
  const { bytes } = await context.withApp(({ library }) => library.backup({ file: path }))
  context.print({ file: path, bytes }, () => `${path}  ${bytes} bytes`)
  return exitStatus.done
}

async function compact(context: Context): Promise<ExitStatus> {
  const sizes = await context.withApp(({ library }) => library.compact({}))
  context.print(sizes, () => `${sizes.before} bytes before, ${sizes.after} bytes after`)
  return exitStatus.done
}

async function check(context: Context, { rescue }: { rescue?: string }): Promise<ExitStatus> {
  const { problems, rescued } = await context
    .withApp(async ({ library }) => ({
      problems: (await library.check({})).problems,
      rescued: rescue === undefined ? null : await library.rescue({ folder: resolve(rescue) }),
    }))
    .catch((error: unknown) => {
      // So damaged that it does not open: what lies in it may be whole all the same.
      if (rescue === undefined || !(error instanceof CallError) || error.code !== 'damaged') throw error
      return { problems: [error.message], rescued: rescueLibrary(context.libraryDir, resolve(rescue)) }
    })
  context.print({ problems, rescued }, () =>
    [
      ...(problems.length === 0 ? ['The library is whole.'] : ['The library is damaged:', ...problems]),
      ...(rescued === null
        ? []
        : [`${rescued.saved} outputs written to ${rescue}, ${rescued.lost} could not be read.`]),
    ].join('\n'),
  )
  return problems.length === 0 ? exitStatus.done : exitStatus.refused
}
