import { createServer, type Server } from 'node:http'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AppError } from '../../shared/core/errors.ts'
import { AUDIENCE } from '../../shared/core/defaults.ts'
import { must } from '../../shared/core/bug.ts'
import { issuerKeys } from './issuer-keys.ts'
import { tokenVerifier, type VerifyToken } from './verify-token.ts'

type Key = { readonly kid: string; readonly privateKey: CryptoKey; readonly published: JWK }

describe('the keys of the sign-in service', () => {
  let server: Server
  let issuer: string
  /** What it publishes, how many answers it fails from now on, and every path it was asked. */
  let published: JWK[]
  let failures: number
  let asked: string[]
  let reported: unknown[]
  let verify: VerifyToken
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    ;[published, failures, asked, reported] = [[], 0, [], []]
    server = createServer((request, response) => {
      asked.push(request.url ?? '')
      failures -= 1
      if (failures >= 0) return response.writeHead(500).end()
      const document = request.url === '/jwks' ? { keys: published } : { issuer, jwks_uri: `${issuer}/jwks` }
      return response.setHeader('content-type', 'application/json').end(JSON.stringify(document))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = must(server.address(), 'a listening server')
    issuer = `http://127.0.0.1:${typeof address === 'object' ? address.port : 0}`
    const keys = issuerKeys({ issuer, now: Date.now, report: (failure) => reported.push(failure) })
    verify = tokenVerifier({ issuer, audience: AUDIENCE, now: Date.now, keys })
  })
  afterEach(async () => {
    vi.useRealTimers()
    await new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    })
  })

  const aKey = async (kid: string): Promise<Key> => {
    const { privateKey, publicKey } = await generateKeyPair('ES256')
    return { kid, privateKey, published: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } }
  }
  /** What a token signed now with this key opens: whose it is, or why it does not. */
  const verdict = async ({ kid, privateKey }: Key) => {
    const at = Math.floor(Date.now() / 1000)
    const claims = { iss: issuer, aud: AUDIENCE, sub: 'mara', roles: [], site_access: [], iat: at, exp: at + 600 }
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid }).sign(privateKey)
    return verify(token).then(
      ({ sub }) => sub,
      (failure: unknown) => (failure instanceof AppError ? failure.code : failure),
    )
  }
  const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000)
  const looks = () => asked.filter((path) => path === '/jwks').length

  test('are found once, and go on working while it is down, however long', async () => {
    const key = await aKey('one')
    published = [key.published]
    expect([await verdict(key), await verdict(key), asked]).toEqual([
      'mara',
      'mara',
      ['/.well-known/openid-configuration', '/jwks'],
    ])
    failures = Infinity
    for (let hour = 0; hour < 3; hour += 1) {
      later(3600)
      expect(await verdict(key)).toBe('mara')
    }
    await expect.poll(() => reported.length).toBeGreaterThan(0) // the look behind the requests failed, and is told
  })

  test('may change: old and new work side by side, and one that is withdrawn stops with the next look', async () => {
    const [old, next] = [await aKey('old'), await aKey('next')]
    published = [old.published]
    expect(await verdict(old)).toBe('mara')
    published = [old.published, next.published]
    expect(await verdict(next)).toBe('INVALID_TOKEN') // looked a moment ago
    later(31)
    expect([await verdict(next), await verdict(old)]).toEqual(['mara', 'mara'])
    published = [next.published]
    expect(await verdict(old)).toBe('mara')
    later(601)
    await verdict(next) // looks again, behind this request
    await expect.poll(() => verdict(old)).toBe('INVALID_TOKEN')
    expect(await verdict(next)).toBe('mara')
  })

  test('of unknown names make it be asked once in 30 seconds, whatever is sent', async () => {
    const key = await aKey('one')
    published = [key.published]
    await verdict(key)
    later(31)
    const verdicts = new Set<unknown>()
    for (let i = 0; i < 20; i += 1) verdicts.add(await verdict(await aKey(`forged-${i}`)))
    expect([verdicts, looks()]).toEqual([new Set(['INVALID_TOKEN']), 2])
  })

  test('are asked for again when it fails for a moment', async () => {
    const key = await aKey('one')
    published = [key.published]
    failures = 2
    expect([await verdict(key), asked.length, reported]).toEqual(['mara', 4, []])
  })

  test('that nobody knows yet are no fault of the caller while it is down, and it is let alone', async () => {
    const key = await aKey('one')
    published = [key.published]
    failures = Infinity
    for (let i = 0; i < 10; i += 1) expect(await verdict(key)).toBe('INTEGRATION_ERROR')
    expect([asked.length, reported.length]).toEqual([5, 10])
    failures = 0
    expect(await verdict(key)).toBe('INTEGRATION_ERROR') // still let alone
    later(11)
    expect([await verdict(key), asked.length]).toEqual(['mara', 7])
  })
})
