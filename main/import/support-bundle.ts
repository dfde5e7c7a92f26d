/** A support bundle of Replicated's troubleshoot: `cluster-resources/` holds the cluster's objects by kind and namespace. */
import { clusterImporter } from './cluster-files.ts'

const folder = '^(?:[^/]+/)?cluster-resources/'

export const supportBundle = clusterImporter({
  name: 'support-bundle',
  command: 'support-bundle',
  mark: new RegExp(`${folder}(?:pods|namespaces|nodes)(?:/|\\.json$)`),
  files: [
    { probe: 'kubectl-get-nodes', path: new RegExp(`${folder}nodes\\.json$`) },
    { probe: 'kubectl-get-pods', path: new RegExp(`${folder}pods/([^/]+)\\.json$`) },
    { probe: 'kubectl-get-events', path: new RegExp(`${folder}events/([^/]+)\\.json$`) },
  ],
})
