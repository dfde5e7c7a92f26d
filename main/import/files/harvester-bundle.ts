/** A support bundle of Harvester or Longhorn: `yamls/` holds the cluster's objects, `nodes/` an archive a node. */
import type { Importer } from '../importer.ts'
import { topBefore } from './tops.ts'

export const harvesterBundle: Importer = {
  name: 'harvester-bundle',
  title: { en: 'support bundle of Harvester', zh: 'Harvester 支持包' },
  takes: { en: 'support bundles of Harvester', zh: 'Harvester 支持包' },
  topOf: topBefore('yamls/(?:cluster|namespaced)/.'),
  holds: 'cluster',
  commandOf: (path) => (path.startsWith('yamls/') ? 'support-bundle-kit' : null),
}
