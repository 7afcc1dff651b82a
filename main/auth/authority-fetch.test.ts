import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AUDIENCE, CLIENT_ID } from '../../shared/core/defaults.ts'
import { certificate, type Certificate } from '../../tests/support/certificate.ts'
import { authorityFetch } from './authority-fetch.ts'
import { Oidc } from './oidc.ts'

describe('an issuer under the organisation’s own authority', () => {
  let own: Certificate
  let other: Certificate
  let server: Server
  let issuer: string
  const heard: string[] = []

  beforeAll(async () => {
    own = certificate()
    other = certificate()
    server = createServer(
      { key: readFileSync(own.files.key), cert: readFileSync(own.files.cert) },
      (asked, response) => {
        let body = ''
        asked.on('data', (part: Buffer) => (body += part.toString()))
        asked.on('end', () => {
          heard.push(`${asked.method} ${asked.url} ${body}`)
          const isDiscovery = asked.url === '/.well-known/openid-configuration'
          const location = { location: 'http://127.0.0.1:1/elsewhere' }
          if (asked.url === '/moved') {
            response.writeHead(302, location).end()
            return
          }
          if (asked.url === '/endless') {
            response.end('x'.repeat(2 * 1024 * 1024))
            return
          }
          response.writeHead(isDiscovery ? 200 : 400, {
            'content-type': 'application/json',
            date: new Date().toUTCString(),
          })
          response.end(
            JSON.stringify(
              isDiscovery
                ? {
                    issuer,
                    token_endpoint: `${issuer}/token`,
                    authorization_endpoint: `${issuer}/auth`,
                    jwks_uri: `${issuer}/jwks`,
                  }
                : { error: 'invalid_grant' },
            ),
          )
        })
      },
    )
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', () => done()))
    issuer = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.close()
    server.closeAllConnections()
    own.close()
    other.close()
  })

  const direct = async () => null
  const refreshed = (issuerFetch: typeof fetch) =>
    new Oidc(
      { issuer, clientId: CLIENT_ID, audience: AUDIENCE },
      { fetch: issuerFetch, now: Date.now, openBrowser: async () => {} },
    ).refresh('canary')

  test('is spoken to where its file is named', async () => {
    await expect(refreshed(authorityFetch(own.files.cert, direct))).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' })
    expect(heard.at(-1)).toContain('POST /token')
    expect(heard.at(-1)).toContain('refresh_token=canary')
  })

  test('is sent nothing where it is not, nor where another is', async () => {
    heard.length = 0
    await expect(refreshed(fetch)).rejects.toMatchObject({ code: 'OFFLINE' })
    await expect(refreshed(authorityFetch(other.files.cert, direct))).rejects.toMatchObject({ code: 'OFFLINE' })
    expect(heard).toEqual([])
  })

  test('leads nowhere else and says no more than a sign-in service says', async () => {
    const ask = authorityFetch(own.files.cert, direct)
    expect((await ask(`${issuer}/moved`)).status).toBe(302)
    await expect(ask(`${issuer}/endless`)).rejects.toThrow('too much')
  })
})
