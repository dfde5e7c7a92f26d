/** Results of sonobuoy: `resources/cluster/` and `resources/ns/<namespace>/` hold the cluster's objects as JSON lists. */
import type { Importer } from '../importer.ts'
import { topBefore } from './tops.ts'

export const sonobuoyResults: Importer = {
  name: 'sonobuoy-results',
  title: { en: 'results of sonobuoy', zh: 'sonobuoy 结果' },
  takes: { en: 'results of sonobuoy', zh: 'sonobuoy 结果' },
  topOf: topBefore('resources/(?:ns/[^/]+|cluster)/[^/]+\\.json$'),
  holds: 'cluster',
  commandOf: (path) => (path.startsWith('resources/') ? 'sonobuoy run' : null),
}
