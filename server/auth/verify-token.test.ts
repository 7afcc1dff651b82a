import { exportJWK, exportSPKI, generateKeyPair, type JWTHeaderParameters, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runningServer, type RunningServer } from '../../tests/support/running-server.ts'
import { AUDIENCE } from '../../shared/core/defaults.ts'
import { issuerKeys } from './issuer-keys.ts'
import { tokenVerifier } from './verify-token.ts'

describe('access tokens', () => {
  let server: RunningServer
  let genuine: string
  let kid: string
  beforeAll(async () => {
    server = await runningServer({ demoSites: 1 })
    genuine = await server.tokenFor('mara')
    kid = (JSON.parse(Buffer.from(genuine.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid
  })
  afterAll(() => server.close())

  const seconds = () => Math.floor(Date.now() / 1000)
  const claims = (changed: Record<string, unknown> = {}) => ({
    iss: server.issuerUrl,
    aud: AUDIENCE,
    sub: 'mara',
    roles: ['forecasting_admin'],
    site_access: ['*'],
    iat: seconds(),
    exp: seconds() + 600,
    ...changed,
  })
  const ask = async (token: string | null, path = '/me') => {
    const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
    const response = await fetch(`${server.apiUrl}/api/v1/forecasting${path}`, { headers })
    const body = (await response.json()) as { errors: { code: string }[] }
    return [response.status, body.errors[0]?.code]
  }

  test('the issuer’s own token opens the API', async () => {
    expect(await ask(genuine)).toEqual([200, undefined])
  })

  test('no forged token opens the API', async () => {
    const own = await generateKeyPair('RS256', { extractable: true })
    const header: JWTHeaderParameters = { alg: 'RS256', typ: 'at+jwt', kid }
    const sign = (more: Partial<JWTHeaderParameters>, changed = {}) =>
      new SignJWT(claims(changed)).setProtectedHeader({ ...header, ...more }).sign(own.privateKey)
    const jwks = (await (await fetch(`${server.issuerUrl}/jwks`)).json()) as { keys: { n: string }[] }
    const [head = '', payload = '', signature = ''] = genuine.split('.')
    const richer = Buffer.from(
      JSON.stringify({ ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), site_access: ['*'] }),
    ).toString('base64url')
    const hmac = (secret: string) =>
      new SignJWT(claims())
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid })
        .sign(new TextEncoder().encode(secret))

    const forged: Record<string, string> = {
      'another key with the right name': await sign({}),
      'another key with an unknown name': await sign({ kid: 'other' }),
      'a key the token brings along': await sign({ jwk: await exportJWK(own.publicKey) }),
      'a key set the token points to': await sign({ jku: `${server.issuerUrl}/jwks`, kid: 'other' }),
      'no signature': new UnsecuredJWT(claims()).encode(),
      'the signature cut off': `${head}.${payload}.`,
      'a changed body': `${head}.${richer}.${signature}`,
      'the public key as an HMAC secret': await hmac(await exportSPKI(own.publicKey)),
      'the published modulus as an HMAC secret': await hmac(jwks.keys[0]?.n ?? ''),
      'not a token': 'abc',
      'two tokens': `${genuine}.${genuine}`,
    }
    for (const [how, token] of Object.entries(forged))
      expect([how, ...(await ask(token))]).toEqual([how, 401, 'INVALID_TOKEN'])
    expect(await ask(null)).toEqual([401, 'INVALID_TOKEN'])
  })

  test('a rightly signed token opens the API only as it was meant', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256')
    const verify = tokenVerifier({ issuer: server.issuerUrl, audience: AUDIENCE, now: Date.now, keys: () => publicKey })
    const verdict = async (changed: Record<string, unknown>, header = {}) => {
      const jwt = new SignJWT(claims(changed)).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', ...header })
      return verify(await jwt.sign(privateKey)).then(
        (caller) => caller.roles.join(),
        (error: { code: string }) => error.code,
      )
    }
    expect(await verdict({})).toBe('forecasting_admin')
    expect(await verdict({ exp: seconds() - 60 })).toBe('EXPIRED_TOKEN')
    const wrong: Record<string, [Record<string, unknown>, Record<string, unknown>?]> = {
      'another audience': [{ aud: 'urn:another' }],
      'another issuer': [{ iss: 'https://elsewhere.example.test' }],
      'not in force yet': [{ nbf: seconds() + 60 }],
      'no end': [{ exp: undefined }],
      nobody: [{ sub: undefined }],
      'an ID token': [{}, { typ: 'JWT' }],
      'no type': [{}, { typ: undefined }],
      'roles that are not a list': [{ roles: 'forecasting_admin' }],
    }
    for (const [how, [changed, header]] of Object.entries(wrong)) {
      expect([how, await verdict(changed, header)]).toEqual([how, 'INVALID_TOKEN'])
    }
  })

  test('roles nobody knows give nothing, and scopes only ever narrow what the role gives', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256')
    const verify = tokenVerifier({ issuer: server.issuerUrl, audience: AUDIENCE, now: Date.now, keys: () => publicKey })
    const scopes = async (changed: Record<string, unknown>) =>
      (
        await verify(
          await new SignJWT(claims(changed)).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' }).sign(privateKey),
        )
      ).scopes
    expect(await scopes({ roles: ['emperor'] })).toEqual([])
    expect(await scopes({ roles: ['account_manager'], scope: 'forecasting:read forecasting:admin' })).toEqual([
      'forecasting:read',
    ])
    expect(await scopes({ roles: ['regional_vp'] })).toEqual([
      'forecasting:read',
      'statistics:read',
      'payroll:read',
      'revenue:read',
    ])
  })

  test('a shared secret is never a signature, and other algorithms are not taken', async () => {
    const secret = new TextEncoder().encode('a secret of at least thirty-two bytes')
    const { publicKey, privateKey } = await generateKeyPair('RS512')
    const verdict = async (alg: string, signing: CryptoKey | Uint8Array, checking: CryptoKey | Uint8Array) => {
      const rules = { issuer: server.issuerUrl, audience: AUDIENCE, now: Date.now }
      const token = await new SignJWT(claims()).setProtectedHeader({ alg, typ: 'at+jwt' }).sign(signing)
      return tokenVerifier({ ...rules, keys: () => checking })(token).then(
        () => 'accepted',
        (error: { code: string }) => error.code,
      )
    }
    expect(await verdict('HS256', secret, secret)).toBe('INVALID_TOKEN')
    expect(await verdict('RS512', privateKey, publicKey)).toBe('INVALID_TOKEN')
  })

  test('a sign-in service that is down is not the caller’s fault', async () => {
    const issuer = 'http://127.0.0.1:9'
    const keys = issuerKeys({ issuer, now: Date.now, report: () => {} })
    const verify = tokenVerifier({ issuer, audience: AUDIENCE, now: Date.now, keys })
    await expect(verify(genuine)).rejects.toMatchObject({ code: 'INTEGRATION_ERROR' })
  })
})
