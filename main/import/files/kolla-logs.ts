/** What kolla-ansible's jobs collect of one node: `logs/system_logs/`. */
import type { Importer } from '../importer.ts'
import { topBefore } from './tops.ts'

export const kollaLogs: Importer = {
  name: 'kolla-logs',
  title: { en: 'logs collected by kolla', zh: 'kolla 日志包' },
  takes: { en: 'logs collected by kolla', zh: 'kolla 日志包' },
  topOf: topBefore('(?:logs/)?system_logs/.'),
  holds: 'node',
}
