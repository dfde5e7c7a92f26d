/** How a command's function becomes an action of the command line. */
import type { Command } from 'commander'
import { Context, type ExitStatus, type GlobalOptions } from './context.ts'

export type CommandFunction<Flags, Arguments extends unknown[]> = (
  context: Context,
  flags: Flags,
  args: Arguments,
) => Promise<ExitStatus>

/** Wraps a command: it gets its options and arguments; its result becomes the exit status. */
export type Run = <Flags, Arguments extends unknown[]>(
  command: CommandFunction<Flags, Arguments>,
) => (...given: unknown[]) => Promise<void>

export const runWith =
  (setStatus: (status: ExitStatus) => void): Run =>
  (command) =>
  async (...given) => {
    // commander hands over the arguments, then the options, then the command.
    const self = given.at(-1) as Command
    const context = new Context(self.optsWithGlobals<GlobalOptions>())
    setStatus(
      await command(
        context,
        self.opts() as Parameters<typeof command>[1],
        given.slice(0, -2) as Parameters<typeof command>[2],
      ),
    )
  }
