/** As much of the Kubernetes API over plain HTTP on loopback as the real kubectl needs for `get pod` and `cluster-info dump`. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

export interface KubeApi {
  /** `127.0.0.1:port`, for `kubectl -s`. */
  server: string
  stop: () => Promise<void>
}

const podResource = {
  name: 'pods',
  singularName: 'pod',
  namespaced: true,
  kind: 'Pod',
  verbs: ['get', 'list'],
  shortNames: ['po'],
}

interface Pod {
  metadata: { namespace: string }
}
/** What a dump asks for besides: the pods of a namespace, and lists that are empty here. */
function dumpedList(path: string, pods: Pod[]): object | undefined {
  const [, namespace, kind] = /^\/(?:api\/v1|apis\/apps\/v1)(?:\/namespaces\/([^/]+))?(?:\/([a-z]+))?$/.exec(path) ?? []
  const kinds: Record<string, string> = {
    nodes: 'NodeList',
    namespaces: 'NamespaceList',
    events: 'EventList',
    replicationcontrollers: 'ReplicationControllerList',
    services: 'ServiceList',
    daemonsets: 'DaemonSetList',
    deployments: 'DeploymentList',
    replicasets: 'ReplicaSetList',
    pods: 'PodList',
  }
  const name = kinds[kind ?? '']
  if (name === undefined) return undefined
  const items =
    kind === 'pods'
      ? pods.filter(({ metadata }) => metadata.namespace === namespace)
      : kind === 'namespaces'
        ? [...new Set(pods.map(({ metadata }) => metadata.namespace))].map((each) => ({ metadata: { name: each } }))
        : []
  return { kind: name, apiVersion: path.startsWith('/apis') ? 'apps/v1' : 'v1', metadata: {}, items }
}

/** Serves the `kubectl get pod -o json` output of a file. */
export async function startKubeApi(podsFile: string): Promise<KubeApi> {
  const list: { items: Pod[] } = JSON.parse(readFileSync(podsFile, 'utf8'))
  const answers: Record<string, object> = {
    '/version': { major: '1', minor: '20', gitVersion: 'v1.20.2' },
    '/api': { kind: 'APIVersions', versions: ['v1'] },
    '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [] },
    '/api/v1': { kind: 'APIResourceList', groupVersion: 'v1', resources: [podResource] },
    '/api/v1/pods': { kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: '1' }, items: list.items },
  }
  const http = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    if (path.endsWith('/log')) {
      response.writeHead(200, { 'content-type': 'text/plain' })
      return response.end('a line of a log\n')
    }
    const answer = answers[path] ?? dumpedList(path, list.items)
    const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404 }
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer ?? status))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const stop = async () => {
    http.closeAllConnections()
    await new Promise((resolve) => http.close(resolve))
  }
  return { server: `127.0.0.1:${address.port}`, stop }
}
