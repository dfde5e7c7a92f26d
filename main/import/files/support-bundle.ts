/** A support bundle of Replicated's troubleshoot: `cluster-resources/` holds the cluster's objects by kind and namespace. */
import type { Importer } from '../importer.ts'
import { topBefore } from './tops.ts'

export const supportBundle: Importer = {
  name: 'support-bundle',
  title: { en: 'support bundle', zh: '支持包' },
  takes: { en: 'support bundles', zh: '支持包' },
  topOf: topBefore('cluster-resources/(?:pods|namespaces|nodes|events)(?:/|\\.json$)'),
  holds: 'cluster',
  commandOf: (path) => (path.startsWith('cluster-resources/') ? 'support-bundle' : null),
}
