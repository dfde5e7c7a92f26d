/**
 * A sosreport of one node (sos 2 to 4), or what hotsos calls a data root: `sos_commands/<plugin>/<command as a file name>`.
 * In those names a slash is a dot, and whatever else is not of a plain name is an underscore.
 */
import type { Importer } from '../importer.ts'
import { topBefore } from './tops.ts'

export const sosreport: Importer = {
  name: 'sosreport',
  title: { en: 'sosreport', zh: 'sosreport' },
  takes: { en: 'sosreports', zh: 'sosreport' },
  topOf: topBefore('sos_commands/.'),
  holds: 'node',
  isNamedByCommand: true,
}
