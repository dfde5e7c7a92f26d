import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CallError } from '../../../../shared/contract/call-error.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import { startServer } from '../../server/server.ts'
import { command, flag, readOr } from '../command.ts'
import { exitStatus } from '../exit-status.ts'
import { wholeNumber } from '../typed.ts'

const messages = catalogue('cli-serve', {
  notBuilt: says({
    en: 'The window is not built yet. Run: npm run build',
    zh: '窗口尚未构建。请运行：npm run build',
  }),
  openIt: says({
    en: 'Open this address in a browser on this machine. It works once; Ctrl C ends the program.',
    zh: '请在本机的浏览器中打开此地址。地址只能使用一次；按 Ctrl C 结束程序。',
  }),
})

const rendererDir = fileURLToPath(new URL('../../../../out/renderer', import.meta.url))
const mostPort = 65_535

export const serve = command({
  name: 'serve',
  about: { en: 'show the window in a browser, from this machine only', zh: '在浏览器中显示窗口，仅限本机' },
  options: {
    port: readOr('number', '0', wholeNumber(0, mostPort), {
      en: 'port on 127.0.0.1; 0 takes a free one',
      zh: '127.0.0.1 上的端口；0 表示自动选择',
    }),
    open: flag({ en: 'open the browser', zh: '打开浏览器' }),
    demo: flag({ en: 'with the sample incident', zh: '带示例故障' }),
  },
  examples: ['serve --open --demo'],
  messages: [messages],
  run: async (context, { port, open, demo }) => {
    const { libraryDir, mirror } = context
    if (!existsSync(rendererDir)) throw new CallError('usage', messages.notBuilt())
    const server = await startServer({ libraryDir, port, rendererDir, isDemo: demo, mirror })
    // The address is the result: it alone goes to standard output.
    context.write(`${server.url}\n`)
    context.remark(messages.openIt())
    if (open) openBrowser(server.url)
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve)
    })
    await server.close()
    return exitStatus.done
  },
})

/** What opens an address on a desktop. */
const openers: Partial<Record<NodeJS.Platform, string>> = { linux: 'xdg-open', darwin: 'open', win32: 'explorer.exe' }

/** Opens the desktop's browser, where there is a desktop. */
function openBrowser(url: string): void {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  const opener = openers[process.platform]
  if (opener === undefined || (process.platform === 'linux' && DISPLAY === undefined && WAYLAND_DISPLAY === undefined))
    return
  // The address is printed already: without an opener nothing is lost.
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}
