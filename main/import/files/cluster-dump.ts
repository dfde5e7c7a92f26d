/** The folder that `kubectl cluster-info dump --output-directory` writes. */
import { kubectlGetEvents } from '../../../shared/probes/kubectl-get-events/probe.ts'
import { kubectlGetNodes } from '../../../shared/probes/kubectl-get-nodes/probe.ts'
import { kubectlGetPods } from '../../../shared/probes/kubectl-get-pods/probe.ts'
import { clusterImporter } from './cluster-files.ts'

const folder = '^(?:[^/]+/){0,3}'

export const clusterDump = clusterImporter({
  name: 'cluster-info-dump',
  title: { en: 'dump of a cluster', zh: '集群转储' },
  takes: { en: 'dumps of a cluster', zh: '集群转储' },
  command: 'kubectl cluster-info dump',
  // No other folder has these two kinds side by side for each namespace.
  mark: new RegExp(`${folder}[^/]+/(?:replication-controllers|daemonsets)\\.json$`),
  files: [
    { probe: kubectlGetNodes, path: new RegExp(`${folder}nodes\\.json$`) },
    { probe: kubectlGetPods, path: new RegExp(`${folder}([^/]+)/pods\\.json$`) },
    { probe: kubectlGetEvents, path: new RegExp(`${folder}([^/]+)/events\\.json$`) },
  ],
})
