/** What Red Hat's insights-client collects of one node: `insights_commands/<command as a file name>`, named as sos does. */
import type { Importer } from '../importer.ts'
import { topBefore } from './tops.ts'

export const insightsArchive: Importer = {
  name: 'insights-archive',
  title: { en: 'Insights archive', zh: 'Insights 归档' },
  takes: { en: 'Insights archives', zh: 'Insights 归档' },
  topOf: topBefore('(?:data/)?insights_commands/.'),
  holds: 'node',
  isNamedByCommand: true,
}
