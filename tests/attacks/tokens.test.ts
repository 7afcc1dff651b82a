import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CompactSign, exportJWK, exportSPKI, FlattenedSign, GeneralSign, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issuerKeys } from '../../server/auth/issuer-keys.ts'
import { tokenVerifier } from '../../server/auth/verify-token.ts'
import { AUDIENCE } from '../../shared/core/defaults.ts'

const NOW = Date.parse('2026-04-10T10:00:00Z')
const seconds = NOW / 1000
const HEADER = { alg: 'ES256', typ: 'at+jwt', kid: 'ours' }
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

type Pair = Awaited<ReturnType<typeof generateKeyPair>>
let issuer = ''
let ours: Pair
let rsa: Pair
let theirs: Pair
let server: Server
beforeAll(async () => {
  ours = await generateKeyPair('ES256', { extractable: true })
  rsa = await generateKeyPair('RS256', { extractable: true })
  theirs = await generateKeyPair('ES256', { extractable: true })
  const keys = [
    { ...(await exportJWK(ours.publicKey)), kid: 'ours' },
    { ...(await exportJWK(rsa.publicKey)), kid: 'rsa' },
  ]
  server = createServer(({ url }, response) => {
    const document = url === '/jwks' ? { keys } : { issuer, jwks_uri: `${issuer}/jwks` }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(document))
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', () => listening()))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

const claims = (changed: Record<string, unknown> = {}) => ({
  iss: issuer,
  aud: AUDIENCE,
  sub: 'mara',
  roles: ['forecasting_admin'],
  site_access: ['*'],
  iat: seconds,
  exp: seconds + 600,
  ...changed,
})
let verify: ReturnType<typeof tokenVerifier> | undefined
const verdict = (token: string): Promise<string> => {
  const keys = issuerKeys({ issuer, now: () => NOW, report: () => {} })
  verify ??= tokenVerifier({ issuer, audience: AUDIENCE, now: () => NOW, keys })
  return verify(token).then(
    () => 'taken',
    (error: { code: string }) => error.code,
  )
}
const signed = (changed: Record<string, unknown> = {}, header: Record<string, unknown> = {}, key = ours) =>
  new SignJWT(claims(changed)).setProtectedHeader({ ...HEADER, ...header }).sign(key.privateKey)
const raw = (text: string, header: Record<string, unknown> = {}) =>
  new CompactSign(bytes(text)).setProtectedHeader({ ...HEADER, ...header }).sign(ours.privateKey)
const pieces = async () => (await signed()).split('.') as [string, string, string]
/** The right body and signature under another head. */
const headed = async (header: Record<string, unknown>) =>
  [part({ ...HEADER, ...header }), ...(await pieces()).slice(1)].join('.')
const hmac = (secret: string, header: Record<string, unknown> = {}) =>
  new SignJWT(claims()).setProtectedHeader({ ...HEADER, alg: 'HS256', ...header }).sign(bytes(secret))
const withSignature = async (change: (signature: Buffer) => Uint8Array) => {
  const [head, body, signature] = await pieces()
  return `${head}.${body}.${Buffer.from(change(Buffer.from(signature, 'base64url'))).toString('base64url')}`
}

/** Ways to forge a token, by what they try; each starts from one that is right in everything else. */
const FORGERIES: Readonly<Record<string, Readonly<Record<string, () => Promise<string>>>>> = {
  'the key': {
    'another key': () => signed({}, {}, theirs),
    'another key, brought along': async () => signed({}, { jwk: await exportJWK(theirs.publicKey) }, theirs),
    'another key, to be fetched': () => signed({}, { jku: 'https://evil.test/jwks' }, theirs),
    'another certificate, to be fetched': () => signed({}, { x5u: 'https://evil.test/cert' }, theirs),
    'another certificate, brought along': () => signed({}, { x5c: ['MIIB'] }, theirs),
    'the name of a key nobody publishes': () => signed({}, { kid: 'other' }),
    'the name of another of the issuer’s keys': () => signed({}, { kid: 'rsa' }),
    'a key’s name that is a path': () => signed({}, { kid: '../../../../dev/null' }, theirs),
    'a key’s name that is a statement': () => signed({}, { kid: "x' union select 'key" }, theirs),
    'a key’s name that is of no text': () => headed({ kid: { $ne: null } }),
  },
  'the algorithm': {
    'no algorithm': async () => `${part({ ...HEADER, alg: 'none' })}.${(await pieces())[1]}.`,
    'no algorithm, in other letters': async () => `${part({ ...HEADER, alg: 'nOnE' })}.${(await pieces())[1]}.`,
    'no algorithm, with a signature': () => headed({ alg: 'none' }),
    'no word of an algorithm': () => headed({ alg: undefined }),
    'another algorithm named over the signature': () => headed({ alg: 'RS256' }),
    'HMAC named over the signature': () => headed({ alg: 'HS256' }),
    'HMAC with the issuer’s public key': async () => hmac(await exportSPKI(rsa.publicKey), { kid: 'rsa' }),
    'HMAC with the published key as it is written': async () => hmac(JSON.stringify(await exportJWK(ours.publicKey))),
    'an algorithm that is not ours, by a key that is': async () =>
      signed({}, { alg: 'PS256', kid: 'rsa' }, { ...rsa, privateKey: await asPss(rsa.privateKey) }),
    'a list of algorithms': () => headed({ alg: ['none', 'ES256'] }),
  },
  'the signature': {
    'the signature cut off': async () => (await pieces()).slice(0, 2).join('.') + '.',
    'half a signature': () => withSignature((signature) => signature.subarray(0, 32)),
    'a signature of zeros': () => withSignature(() => new Uint8Array(64)),
    'a signature of numbers beyond the curve': () => withSignature(() => new Uint8Array(64).fill(255)),
    'a signature in another form': () =>
      withSignature((both) =>
        Buffer.concat([
          Buffer.from('30440220', 'hex'),
          both.subarray(0, 32),
          Buffer.from('0220', 'hex'),
          both.subarray(32),
        ]),
      ),
    'one bit of the signature turned': () =>
      withSignature((signature) => {
        signature[10]! ^= 1
        return signature
      }),
    'another body': async () => {
      const [head, , signature] = await pieces()
      return `${head}.${part(claims({ sub: 'ines' }))}.${signature}`
    },
    'another head': () => headed({ typ: 'at+jwt', kid: 'ours', more: true }),
    'the body unencoded': () => headed({ b64: false, crit: ['b64'] }),
    'a demand nobody knows': () => headed({ crit: ['admin'], admin: true }),
  },
  'the form': {
    'an encrypted form': async () => `${await signed()}.AAAA.AAAA`,
    'two tokens in one': async () => `${await signed()}.${await signed()}`,
    'one signature in the JSON form': async () =>
      JSON.stringify(
        await new FlattenedSign(bytes(JSON.stringify(claims()))).setProtectedHeader(HEADER).sign(ours.privateKey),
      ),
    'two signatures, one of them right': async () => {
      const both = new GeneralSign(bytes(JSON.stringify(claims())))
      both.addSignature(theirs.privateKey).setProtectedHeader(HEADER)
      both.addSignature(ours.privateKey).setProtectedHeader(HEADER)
      return JSON.stringify(await both.sign())
    },
    'a head that is no JSON': async () => ['e30x', ...(await pieces()).slice(1)].join('.'),
    'a head from the prototype': async () =>
      [Buffer.from(`{"__proto__":${JSON.stringify(HEADER)}}`).toString('base64url'), ...(await pieces()).slice(1)].join(
        '.',
      ),
    'a body that is no object': () => raw('["forecasting_admin"]'),
    'a body that is no JSON': () => raw('{"iss":'),
    'a body from the prototype': () => raw(`{"__proto__":${JSON.stringify(claims())}}`),
    'a very long one': () => Promise.resolve(`${'A'.repeat(200_000)}.B.C`),
    'what is no token': () => Promise.resolve('d2hhdCBpcyBhIHJlZnJlc2ggdG9rZW4'),
    nothing: () => Promise.resolve(''),
  },
  'what it was given for': {
    'an ID token': () => signed({}, { typ: 'JWT' }),
    'a logout token': () => signed({}, { typ: 'logout+jwt' }),
    'no type': () => signed({}, { typ: undefined }),
    'another audience': () => signed({ aud: 'frontline-desktop' }),
    'many audiences without ours': () => signed({ aud: ['a', 'b'] }),
    'our audience and more behind it': () => signed({ aud: `${AUDIENCE}:admin` }),
    'no audience': () => signed({ aud: undefined }),
  },
  'who gave it': {
    'another issuer': () => signed({ iss: 'https://evil.test' }),
    'another tenant of our issuer': () => signed({ iss: `${issuer}/other` }),
    'our issuer with a slash': () => signed({ iss: `${issuer}/` }),
    'our issuer in capitals': () => signed({ iss: issuer.toUpperCase() }),
    'our issuer in letters that look like it': () => signed({ iss: issuer.replace('1', '１') }),
    'a list of issuers with ours': () => raw(JSON.stringify(claims({ iss: [issuer] }))),
    'no issuer': () => signed({ iss: undefined }),
  },
  'when it counts': {
    'no end': () => signed({ exp: undefined }),
    'an end that is a text': () => raw(JSON.stringify(claims({ exp: '9999999999' }))),
    'an end that never comes': () => raw(JSON.stringify(claims()).replace(String(seconds + 600), '1e999')),
    'an end long ago': () => signed({ exp: seconds - 60 }),
    'a beginning in an hour': () => signed({ nbf: seconds + 3600 }),
    'a beginning that is a text': () => raw(JSON.stringify(claims({ nbf: '0' }))),
    'no beginning': () => raw(JSON.stringify(claims({ iat: undefined }))),
  },
  'for whom': {
    nobody: () => signed({ sub: '' }),
    'nobody named': () => signed({ sub: undefined }),
    'somebody who is no text': () => raw(JSON.stringify(claims({ sub: { $ne: null } }))),
    'somebody who is a list': () => raw(JSON.stringify(claims({ sub: ['mara'] }))),
    'somebody with a name without end': () => signed({ sub: 'm'.repeat(201) }),
    'roles that are a text': () => signed({ roles: 'forecasting_admin' }),
    'sites that are a text': () => signed({ site_access: '*' }),
  },
}

const asPss = async (key: CryptoKey): Promise<CryptoKey> => {
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', key)
  return crypto.subtle.importKey('pkcs8', pkcs8, { name: 'RSA-PSS', hash: 'SHA-256' }, false, ['sign'])
}

test('a token of the issuer is taken, by either of its keys', async () => {
  expect(await verdict(await signed())).toBe('taken')
  expect(await verdict(await signed({}, { alg: 'RS256', kid: 'rsa' }, rsa))).toBe('taken')
  expect(await verdict(await signed({ aud: ['others', AUDIENCE] }))).toBe('taken')
})

describe.each(Object.entries(FORGERIES))('%s:', (_what, ways) => {
  test.each(Object.keys(ways))('a forged token is refused: %s', async (how) => {
    const token = await ways[how]?.()
    expect(await verdict(token ?? 'never made')).toBe(how === 'an end long ago' ? 'EXPIRED_TOKEN' : 'INVALID_TOKEN')
  })
})
