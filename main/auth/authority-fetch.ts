import { readFileSync } from 'node:fs'
import https from 'node:https'
import * as tls from 'node:tls'

/** A sign-in service says no more than this. */
const LARGEST_ANSWER = 1024 * 1024

/**
 * A fetch for the issuer that also trusts the organisation's own authority (docs/install.md, certificateAuthority) and
 * tells a proxy who it is. Chromium's asks the system's authorities only, and may be told of another only by judging
 * certificates oneself, which Frontline does not (security.md 45): so Node's TLS judges them here. Redirects are not followed.
 */
export function authorityFetch(
  certificateAuthority: string | null,
  proxyFor: (url: string) => Promise<string | null>,
): typeof fetch {
  const system = typeof tls.getCACertificates === 'function' ? tls.getCACertificates('system') : []
  const own = certificateAuthority === null ? [] : [readFileSync(certificateAuthority, 'utf8')]
  const ca = [...tls.rootCertificates, ...system, ...own]
  return async (input, options = {}) => {
    const url = new URL(input instanceof Request ? input.url : input)
    // The issuer of a development machine speaks http, and an authority says nothing of it.
    if (url.protocol !== 'https:') return fetch(input, options)
    const proxy = await proxyFor(url.href)
    const agent = new https.Agent({
      ca,
      ...(proxy !== null && { proxyEnv: { HTTPS_PROXY: proxy, NO_PROXY: 'localhost,127.0.0.1,[::1]' } }),
    })
    return ask(url, options, agent).finally(() => agent.destroy())
  }
}

function ask(url: URL, options: RequestInit, agent: https.Agent): Promise<Response> {
  const { method = 'GET', signal } = options
  const headers = Object.fromEntries(new Headers(options.headers).entries())
  const body = bodyOf(options.body)
  return new Promise((answered, failed) => {
    const request = https.request(url, { method, headers, agent, ...(signal && { signal }) }, (response) => {
      const parts: Buffer[] = []
      let bytes = 0
      response.on('data', (part: Buffer) => {
        parts.push(part)
        bytes += part.length
        if (bytes > LARGEST_ANSWER) response.destroy(new Error('The sign-in service said too much.'))
      })
      response.on('error', failed)
      response.on('end', () => {
        const told = new Headers()
        for (let i = 0; i < response.rawHeaders.length; i += 2)
          told.append(response.rawHeaders[i] ?? '', response.rawHeaders[i + 1] ?? '')
        const status = response.statusCode ?? 502
        const isEmpty = [204, 205, 304].includes(status)
        answered(new Response(isEmpty ? null : Buffer.concat(parts), { status, headers: told }))
      })
    })
    request.on('error', failed)
    request.end(body)
  })
}

/** openid-client sends forms and nothing else. */
function bodyOf(body: RequestInit['body']): string | undefined {
  if (body === null || body === undefined) return undefined
  if (typeof body === 'string') return body
  if (body instanceof URLSearchParams) return body.toString()
  throw new TypeError('A sign-in service is sent forms only.')
}
