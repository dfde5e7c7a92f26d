/** What the local server answers over HTTP. */
import { readFile } from 'node:fs/promises'
import { type OutgoingHttpHeaders, type ServerResponse, STATUS_CODES } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { contentSecurityPolicy } from '../content-security-policy.ts'

export interface Reply {
  status: number
  type: string
  content: string | Buffer
  headers?: OutgoingHttpHeaders
}

const plainText = 'text/plain; charset=utf-8'
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

export const textReply = (status: number, content: string): Reply => ({ status, type: plainText, content })

/** Says no more than the status does. */
export const statusReply = (status: number): Reply => textReply(status, STATUS_CODES[status] ?? '')

/** To another page of ours, with a cookie. */
export const redirect = (location: string, cookie: string): Reply => ({
  ...textReply(303, ''),
  headers: { location, 'set-cookie': cookie },
})

/** A file of a folder, and never one from elsewhere. */
export async function fileReply(dir: string, pathname: string): Promise<Reply> {
  const file = normalize(join(dir, pathname === '/' ? 'index.html' : pathname))
  if (!file.startsWith(normalize(dir + sep))) return statusReply(404)
  const content = await readFile(file).catch(() => null)
  if (content === null) return statusReply(404)
  return { status: 200, type: contentTypes[extname(file)] ?? 'application/octet-stream', content }
}

export function send(response: ServerResponse, { status, type, content, headers }: Reply): void {
  response.writeHead(status, {
    'content-type': type,
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    ...headers,
  })
  response.end(content)
}
