import { connect as connectTcp } from 'node:net'
import { request } from 'node:https'
import { connect, type ConnectionOptions } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { certificate, type Certificate } from '../tests/support/certificate.ts'
import { API_BASE } from '../shared/contract/api.ts'
import { AUDIENCE, DEMO_TODAY } from '../shared/core/defaults.ts'
import { type Running, serveStore } from './start-server.ts'
import { openStore, type Store } from './store/open-store.ts'

describe('a server with a key of its own', () => {
  let own: Certificate
  let store: Store
  let server: Running
  beforeAll(async () => {
    own = certificate()
    store = await openStore()
    const issuer = 'https://issuer.example.test'
    server = await serveStore(store, { port: 0, issuer, audience: AUDIENCE, today: DEMO_TODAY, tlsFiles: own.files })
  })
  afterAll(async () => {
    await server.close()
    await store.close()
    own.close()
  })

  /** What a client that offers these versions gets: the one agreed upon, or why there is none. */
  const agreed = (offered: ConnectionOptions) =>
    new Promise<string | null | undefined>((resolve) => {
      const socket = connect({ port: server.port, host: '127.0.0.1', ca: own.ca, ...offered })
      socket.once('secureConnect', () => {
        resolve(socket.getProtocol())
        socket.destroy()
      })
      socket.once('error', (failure: NodeJS.ErrnoException) => resolve(failure.code))
    })

  test('speaks TLS 1.3', async () => {
    expect([server.url.startsWith('https://'), await agreed({})]).toEqual([true, 'TLSv1.3'])
  })

  test.each(['TLSv1.2', 'TLSv1.1', 'TLSv1'] as const)('refuses a client that offers %s at most', async (maxVersion) => {
    const ciphers = 'DEFAULT@SECLEVEL=0' // or the client itself would not even offer the old ones
    expect(await agreed({ minVersion: 'TLSv1', maxVersion, ciphers })).toBe('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION')
  })

  test('is refused by a client that does not know who signed it', async () => {
    expect(await agreed({ ca: [] })).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
  })

  test('answers over it, and tells to come back over nothing else', async () => {
    const answer = await new Promise<unknown[]>((resolve, reject) => {
      const asked = request(`${server.url}${API_BASE}/health/live`, { ca: own.ca, agent: false }, (response) => {
        response.resume()
        resolve([response.statusCode, response.headers['strict-transport-security']])
      })
      asked.once('error', reject).end()
    })
    expect(answer).toEqual([200, 'max-age=31536000'])
  })

  test('does not answer who speaks plainly', async () => {
    const heard = await new Promise<string>((resolve) => {
      const socket = connectTcp(server.port, '127.0.0.1')
      let text = ''
      socket.setEncoding('latin1').on('data', (part: string) => (text += part))
      socket.on('error', () => {})
      socket.once('close', () => resolve(text))
      socket.write(`GET ${API_BASE}/health/live HTTP/1.1\r\nHost: x\r\n\r\n`)
    })
    expect(heard).not.toContain('live')
  })
})
