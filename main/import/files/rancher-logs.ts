/** What Rancher's logs collector writes of one node: `systeminfo/`, `docker/`, `<distribution>/kubectl/`, one command a file. */
import type { Importer } from '../importer.ts'
import { topBefore } from './tops.ts'

export const rancherLogs: Importer = {
  name: 'rancher-logs',
  title: { en: 'logs collected by Rancher', zh: 'Rancher 日志包' },
  takes: { en: 'logs collected by Rancher', zh: 'Rancher 日志包' },
  topOf: topBefore('systeminfo/[^/]+$'),
  holds: 'node',
}
