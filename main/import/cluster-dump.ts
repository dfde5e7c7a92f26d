/** The folder that `kubectl cluster-info dump --output-directory` writes. */
import { clusterImporter } from './cluster-files.ts'

const folder = '^(?:[^/]+/){0,3}'

export const clusterDump = clusterImporter({
  name: 'cluster-info-dump',
  command: 'kubectl cluster-info dump',
  // No other folder has these two kinds side by side for each namespace.
  mark: new RegExp(`${folder}[^/]+/(?:replication-controllers|daemonsets)\\.json$`),
  files: [
    { probe: 'kubectl-get-nodes', path: new RegExp(`${folder}nodes\\.json$`) },
    { probe: 'kubectl-get-pods', path: new RegExp(`${folder}([^/]+)/pods\\.json$`) },
    { probe: 'kubectl-get-events', path: new RegExp(`${folder}([^/]+)/events\\.json$`) },
  ],
})
