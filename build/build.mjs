// Bundles the window and the Electron shell into out/. `--stale` skips what is newer than its sources.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const onlyStale = process.argv.includes('--stale')

const newest = (path) =>
  statSync(path).isDirectory()
    ? Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
    : statSync(path).mtimeMs
const isFresh = (output, sources) =>
  onlyStale &&
  existsSync(join(root, output)) &&
  newest(join(root, output)) > Math.max(...sources.map((s) => newest(join(root, s))))

if (!isFresh('out/renderer/index.html', ['renderer', 'shared', 'package-lock.json'])) {
  console.log('building the window')
  await build({ root: join(root, 'renderer'), configFile: join(root, 'build/vite.config.ts'), logLevel: 'warn' })
}

// Native and large modules stay outside: bundling them silently breaks their file look-ups.
const external = ['electron', 'better-sqlite3', 'ssh2', /^node:/]
const entries = {
  main: 'main/hosts/electron/main.ts',
  preload: 'main/hosts/electron/preload.ts',
  worker: 'main/store/worker.ts',
}
if (!isFresh('out/electron/main.cjs', ['main', 'shared', 'package-lock.json'])) {
  console.log('building the Electron shell')
  for (const [name, file] of Object.entries(entries)) {
    await build({
      root,
      configFile: false,
      logLevel: 'warn',
      ssr: { noExternal: true, external: ['electron', 'better-sqlite3', 'ssh2'] },
      build: {
        ssr: true,
        outDir: 'out/electron',
        emptyOutDir: name === 'main',
        target: 'node18',
        rollupOptions: {
          input: { [name]: join(root, file) },
          external,
          output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
        },
      },
    })
  }
}
