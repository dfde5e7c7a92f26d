/** Commands that open something: `serve`, `demo`. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { CallError } from '../../../../shared/contract/contract.ts'
import type { App } from '../../../app.ts'
import { startServer } from '../../server/server.ts'
import { type Context, type ExitStatus, exitStatus, snapshotJson } from '../context.ts'
import { changesText, findingsText, heading, snapshotLine } from '../print.ts'
import type { Run } from '../run.ts'

export function addOpenCommands(program: Command, run: Run): void {
  program
    .command('serve')
    .description('show the window in a browser, from this machine only')
    .option('--port <number>', 'port on 127.0.0.1 (default: a free one)', '0')
    .option('--open', 'open the browser')
    .option('--demo', 'with the sample incident')
    .action(run(serve))
  program.command('demo').description('capture the sample incident and tell what happened').action(run(demo))
}

interface ServeFlags {
  port: string
  open?: boolean
  demo?: boolean
}

async function serve(context: Context, flags: ServeFlags): Promise<ExitStatus> {
  const port = Number(flags.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new CallError('usage', `"${flags.port}" is not a port.`)
  const rendererDir = fileURLToPath(new URL('../../../../out/renderer', import.meta.url))
  if (!existsSync(rendererDir)) throw new CallError('usage', 'The window is not built yet. Run: npm run build')
  const server = await startServer({ libraryDir: context.libraryDir, port, rendererDir })
  if (flags.demo === true) await server.app.handlers.openSample({})
  // The address is the result: it alone goes to standard output.
  process.stdout.write(`${server.url}\n`)
  context.tell('Open this address in a browser on this machine. It works once; Ctrl C ends the program.')
  if (flags.open === true) openBrowser(server.url)
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve)
  })
  await server.close()
  return exitStatus.done
}

/** Opens the desktop's browser, where there is a desktop. */
function openBrowser(url: string): void {
  const isLinux = process.platform === 'linux'
  if (isLinux && process.env.DISPLAY === undefined && process.env.WAYLAND_DISPLAY === undefined) return
  const opener = isLinux ? 'xdg-open' : process.platform === 'darwin' ? 'open' : 'explorer.exe'
  // The address is printed already: without an opener nothing is lost.
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}

async function demo(context: Context): Promise<ExitStatus> {
  const tellStory = async ({ handlers, library }: App) => {
    const { site, a, b } = await handlers.openSample({})
    const snapshots = await library.listSnapshots({ site })
    return { site, snapshots, found: await library.siteFindings({ site }), comparison: await library.compare({ a, b }) }
  }
  const { site, snapshots, found, comparison } = context.hasLibraryOption
    ? await context.withApp(tellStory)
    : await context.withTemporaryApp(tellStory)
  context.print({ snapshots: snapshots.map(snapshotJson), findings: found, comparison }, () =>
    [
      heading(`${site}: ${snapshots.length} snapshots`),
      ...snapshots.map((snapshot) => {
        const away = snapshot.nodes
          .filter(({ outcome }) => outcome !== 'ok')
          .map(({ name, outcome }) => `${name} ${outcome}`)
        const did = snapshot.events.map(({ text }) => text)
        return [`  ${snapshotLine(snapshot)}`, ...away, ...did].join('  ')
      }),
      '',
      heading('Findings'),
      findingsText(found, context.language),
      '',
      heading('What changed'),
      `A  ${snapshotLine(comparison.a)}`,
      `B  ${snapshotLine(comparison.b)}`,
      changesText(comparison.changes, context.language),
    ].join('\n'),
  )
  return exitStatus.done
}
