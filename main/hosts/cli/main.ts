/** The command line: `nodelapse <command>`. */

import { Command, CommanderError, Option } from 'commander'
import { reasonOf } from '../../../shared/words/reason.ts'
import { producer } from '../producer.ts'
import { addAnalyseCommands } from './commands/analyse.ts'
import { addCollectCommands } from './commands/collect.ts'
import { addFileCommands } from './commands/files.ts'
import { addJudgementCommands } from './commands/judgement.ts'
import { addLookCommands } from './commands/look.ts'
import { addMaintenanceCommands } from './commands/maintenance.ts'
import { addOpenCommands } from './commands/open.ts'
import { addSiteCommands } from './commands/sites.ts'
import { type ExitStatus, exitStatus, exitStatusOf } from './context.ts'
import { runWith } from './run.ts'

async function main(): Promise<number> {
  let status: ExitStatus = exitStatus.done
  const program = new Command('nodelapse')
    .description('Captures snapshots of the nodes of a private cloud and shows what changed between them.')
    .version(producer().version)
    .option('--library <dir>', 'folder of the library')
    .option('--json', 'print one JSON object')
    .addOption(new Option('--lang <language>', 'language of findings').choices(['en', 'zh']))
    .showHelpAfterError('(see nodelapse --help)')
    .exitOverride()
  const run = runWith((value) => {
    status = value
  })
  for (const add of [
    addCollectCommands,
    addSiteCommands,
    addFileCommands,
    addLookCommands,
    addAnalyseCommands,
    addJudgementCommands,
    addMaintenanceCommands,
    addOpenCommands,
  ])
    add(program, run)
  // Options of the whole program may stand behind the command as well.
  for (const command of program.commands) {
    command.exitOverride()
    for (const option of program.options.filter(({ long }) => long !== '--version')) {
      if (!command.options.some(({ long }) => long === option.long)) command.addOption(option)
    }
  }
  try {
    await program.parseAsync()
    return status
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.done : exitStatus.usage
    process.stderr.write(`nodelapse: ${reasonOf(error)}\n`)
    return exitStatusOf(error)
  }
}

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitStatus.done)
  throw error
})
process.exitCode = await main()
