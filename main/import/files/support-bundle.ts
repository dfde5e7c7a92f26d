/** A support bundle of Replicated's troubleshoot: `cluster-resources/` holds the cluster's objects by kind and namespace. */
import { kubectlGetEvents } from '../../../shared/probes/kubectl-get-events/probe.ts'
import { kubectlGetNodes } from '../../../shared/probes/kubectl-get-nodes/probe.ts'
import { kubectlGetPods } from '../../../shared/probes/kubectl-get-pods/probe.ts'
import { clusterImporter } from './cluster-files.ts'

const folder = '^(?:[^/]+/)?cluster-resources/'

export const supportBundle = clusterImporter({
  name: 'support-bundle',
  title: { en: 'support bundle', zh: '支持包' },
  takes: { en: 'support bundles', zh: '支持包' },
  command: 'support-bundle',
  mark: new RegExp(`${folder}(?:pods|namespaces|nodes)(?:/|\\.json$)`),
  files: [
    { probe: kubectlGetNodes, path: new RegExp(`${folder}nodes\\.json$`) },
    { probe: kubectlGetPods, path: new RegExp(`${folder}pods/([^/]+)\\.json$`) },
    { probe: kubectlGetEvents, path: new RegExp(`${folder}events/([^/]+)\\.json$`) },
  ],
})
