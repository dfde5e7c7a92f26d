/** The few answers of keystone and nova that `nova service-list` asks for, on a free loopback port; the client is real. */
import { writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface OpenStackApi {
  /** Writes an openrc that leads here. */
  writeOpenrc: (file: string, password?: string) => void
  password: string
  stop: () => Promise<void>
}

interface Service {
  binary: string
  host: string
  state: 'up' | 'down'
  updatedAt: string
}

export async function startOpenStackApi(services: Service[]): Promise<OpenStackApi> {
  const password = 'right-password'
  const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  }
  const server = createServer((request, response) => {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const path = (request.url ?? '').replace(/\?.*/, '').replace(/\/$/, '')
    let text = ''
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
    request.on('end', () => {
      if (path === '/v3/auth/tokens') {
        if (!text.includes(password))
          return json(response, 401, {
            error: { code: 401, title: 'Unauthorized', message: 'The request you have made requires authentication.' },
          })
        const endpoint = {
          id: 'e',
          interface: 'public',
          region: 'RegionOne',
          region_id: 'RegionOne',
          url: `${base}/compute/v2.1`,
        }
        const catalog = [{ id: 's', type: 'compute', name: 'nova', endpoints: [endpoint] }]
        const times = { issued_at: '2026-01-01T00:00:00.000000Z', expires_at: '2126-01-01T00:00:00.000000Z' }
        const token = {
          ...times,
          methods: ['password'],
          user: { id: 'u', name: 'admin', domain: { id: 'default', name: 'Default' } },
          project: { id: 'p', name: 'admin', domain: { id: 'default', name: 'Default' } },
          roles: [{ id: 'r', name: 'admin' }],
          catalog,
        }
        return json(response, 201, { token }, { 'x-subject-token': 'a-token' })
      }
      if (path === '/v3')
        return json(response, 200, {
          version: { id: 'v3.14', status: 'stable', links: [{ rel: 'self', href: `${base}/v3/` }] },
        })
      if (path === '/compute/v2.1')
        return json(response, 200, {
          version: {
            id: 'v2.1',
            status: 'CURRENT',
            version: '2.79',
            min_version: '2.1',
            links: [{ rel: 'self', href: `${base}/compute/v2.1/` }],
          },
        })
      if (path === '/compute/v2.1/os-services') {
        const listed = services.map(({ binary, host, state, updatedAt }, index) => ({
          ...{
            id: `0f1c5a3e-8f2b-4d76-9d53-1f5c6c3a8f0${index}`,
            binary,
            host,
            state,
            zone: 'internal',
            status: 'enabled',
          },
          ...{ updated_at: updatedAt, disabled_reason: null, forced_down: false },
        }))
        return json(response, 200, { services: listed })
      }
      json(response, 404, { itemNotFound: { message: `no ${path}` } })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    password,
    writeOpenrc: (file, used = password) => {
      const variables = {
        ...{
          OS_AUTH_URL: `http://127.0.0.1:${port}/v3`,
          OS_USERNAME: 'admin',
          OS_PASSWORD: used,
          OS_PROJECT_NAME: 'admin',
        },
        ...{ OS_USER_DOMAIN_NAME: 'Default', OS_PROJECT_DOMAIN_NAME: 'Default', OS_IDENTITY_API_VERSION: '3' },
      }
      writeFileSync(
        file,
        Object.entries(variables)
          .map(([name, value]) => `export ${name}=${value}\n`)
          .join(''),
        { mode: 0o600 },
      )
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
