/** As much of the Kubernetes API over plain HTTP on loopback as the real kubectl needs for `get pod`. */
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

/** Serves the `kubectl get pod -o json` output of a file. */
export async function startKubeApi(podsFile: string): Promise<KubeApi> {
  const list: { items: object[] } = JSON.parse(readFileSync(podsFile, 'utf8'))
  const answers: Record<string, object> = {
    '/version': { major: '1', minor: '20', gitVersion: 'v1.20.2' },
    '/api': { kind: 'APIVersions', versions: ['v1'] },
    '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [] },
    '/api/v1': { kind: 'APIResourceList', groupVersion: 'v1', resources: [podResource] },
    '/api/v1/pods': { kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: '1' }, items: list.items },
  }
  const http = createServer((request, response) => {
    const answer = answers[(request.url ?? '').split('?')[0] ?? '']
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
