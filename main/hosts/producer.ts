/** What files say they were written by, and `--version` prints; run from the sources. Electron knows its own version. */
import { readFileSync } from 'node:fs'

export function producer(): { name: string; version: string } {
  const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    name: string
    version: string
  }
  return { name, version }
}
