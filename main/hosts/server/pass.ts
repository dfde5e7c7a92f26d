/** Who may speak to the local server: the browser that came first with the token of the printed address, from our own page. */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export interface Pass {
  /** Stands in the address that is printed. */
  token: string
  /** The cookie for a token, which is good for one time; null for any other. */
  redeem: (offered: string | null) => string | null
  hasSession: (request: IncomingMessage) => boolean
  /** No rebound name leads here. */
  isOurHost: (request: IncomingMessage) => boolean
  /** A socket of our own page, in the browser that has the session. */
  allowsSocket: (request: IncomingMessage) => boolean
}

export function createPass(port: number): Pass {
  const token = secret()
  const key = secret()
  // Browsers share cookies between the ports of a host.
  const cookie = `nodelapse-${port}=${key}`
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  let isRedeemed = false
  const hasSession = ({ headers }: IncomingMessage) =>
    (headers.cookie ?? '').split(/; */).some((each) => isSame(each, cookie))
  const isOurHost = ({ headers }: IncomingMessage) => hosts.includes(headers.host ?? '')
  return {
    token,
    redeem: (offered) => {
      if (isRedeemed || offered === null || !isSame(offered, token)) return null
      isRedeemed = true
      return `${cookie}; HttpOnly; SameSite=Strict; Path=/`
    },
    hasSession,
    isOurHost,
    allowsSocket: (request) => {
      const { host = '', origin = '' } = request.headers
      return isOurHost(request) && origin === `http://${host}` && hasSession(request)
    },
  }
}

const secretBytes = 24
const secret = (): string => randomBytes(secretBytes).toString('base64url')

function isSame(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
