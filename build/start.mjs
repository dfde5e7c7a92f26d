// `npm start`: builds what is stale, then opens the window in Electron, or in the browser where Electron cannot be had.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const args = process.argv.slice(2)
const run = (file, more = []) =>
  spawnSync(process.execPath, [join(root, file), ...more], { stdio: 'inherit' }).status ?? 1

const built = run('build/build.mjs', ['--stale'])
if (built !== 0) process.exit(built)

const { path: electron, reason } = findElectron()
if (electron !== null) {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(electron, [...asRoot, root, ...args], { stdio: 'inherit' })
  child.on('exit', (code) => process.exit(code ?? 0))
} else {
  console.error(`Electron is not used: ${reason}. The same window opens in the browser.`)
  const serve = ['main/hosts/cli/main.ts', 'serve', '--open', ...args]
  const child = spawn(process.execPath, serve, { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 0))
}

function findElectron() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return { path: null, reason: 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)' }
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) return { path: join(override, process.platform === 'win32' ? 'electron.exe' : 'electron'), reason: '' }
  const electronDir = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const binary = () => {
    const pathFile = join(electronDir, 'path.txt')
    const path = existsSync(pathFile) ? join(electronDir, 'dist', readFileSync(pathFile, 'utf8').trim()) : ''
    return path !== '' && existsSync(path) ? path : null
  }
  if (binary() === null) {
    // Downloads from ELECTRON_MIRROR when that is set; its own messages would bury the one line below.
    const install = spawnSync(process.execPath, [join(electronDir, 'install.js')], {
      stdio: 'ignore',
      timeout: 300_000,
    })
    if (install.status !== 0 || binary() === null)
      return {
        path: null,
        reason: 'its binary is not installed and could not be downloaded (ELECTRON_MIRROR names another source)',
      }
  }
  return { path: binary(), reason: '' }
}
