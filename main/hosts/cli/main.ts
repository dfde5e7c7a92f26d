/** The command line: `nodelapse <command>`. */
import { CommanderError } from 'commander'
import { messageOf } from '../../../shared/contract/call-error.ts'
import { alsoTell, tell } from '../../../shared/messages/tell.ts'
import { commands } from './commands/index.ts'
import { Context } from './context.ts'
import { type ExitStatus, exitStatus, exitStatusOf } from './exit-status.ts'
import { languageOf } from './language.ts'
import { programOf } from './program.ts'
import { usageMessage, usageMessages } from './usage.ts'

alsoTell([usageMessages])

async function main(typed: readonly string[]): Promise<ExitStatus> {
  const language = languageOf(typed, process.env)
  let status: ExitStatus = exitStatus.done
  const program = programOf(commands, language, async (command, given, options) => {
    status = await command.run(new Context(language, options), given)
  })
  const complain = (text: string) => process.stderr.write(`nodelapse: ${text}\n`)
  try {
    await program.parseAsync(typed, { from: 'user' })
    return status
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      complain(tell(messageOf(error), language))
      return exitStatusOf(error)
    }
    const wrong = usageMessage(error)
    if (wrong !== null)
      complain(`${tell(wrong, language)}\n${tell(usageMessages.seeHelp({ command: 'nodelapse' }), language)}`)
    return error.exitCode === 0 ? exitStatus.done : exitStatus.usage
  }
}

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitStatus.done)
  throw error
})
process.exitCode = await main(process.argv.slice(2))
