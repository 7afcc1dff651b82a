import { readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { getCACertificates } from 'node:tls'

export type Ways = {
  /** `http://proxy.example.com:8080`, or null for none. */
  readonly proxy: string | null
  /** PEM file of authorities to trust beside Node's own and the system's. */
  readonly certificateAuthority: string | null
}

/** Connections to the API: at most two, TLS 1.3, trusting what the system and the organisation trust (security.md 45). */
export function agentsFor({ proxy, certificateAuthority }: Ways): {
  readonly httpAgent: http.Agent
  readonly httpsAgent: https.Agent
  /** What axios has to hear: `false` makes it take an agent's proxy away, nothing makes it look into the environment. */
  readonly proxy?: false
} {
  const shared = { keepAlive: true, maxSockets: 2 }
  const through =
    proxy === null ? {} : { proxyEnv: { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, NO_PROXY: 'localhost,127.0.0.1,[::1]' } }
  const own = certificateAuthority === null ? [] : [readFileSync(certificateAuthority, 'utf8')]
  return {
    ...(proxy === null && { proxy: false as const }),
    httpAgent: new http.Agent({ ...shared, ...through }),
    httpsAgent: new https.Agent({
      ...shared,
      ...through,
      minVersion: 'TLSv1.3',
      ca: [...getCACertificates('default'), ...getCACertificates('system'), ...own],
    }),
  }
}
