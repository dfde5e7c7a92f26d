/** What files say they were written by, and `--version` prints; run from the sources. Electron knows its own version. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const packageFile = z.object({ name: z.string(), version: z.string() })

export const producer = (): { name: string; version: string } =>
  packageFile.parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')))
