import { CompactSign, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import { AUDIENCE } from '../../shared/core/defaults.ts'
import { tokenVerifier } from '../../server/auth/verify-token.ts'

const ISSUER = 'https://login.example.test'
const NOW = Date.parse('2026-04-10T10:00:00Z')
const seconds = NOW / 1000
const CLAIMS = {
  iss: ISSUER,
  aud: AUDIENCE,
  sub: 'mara',
  roles: ['forecasting_admin'],
  site_access: ['*'],
  iat: seconds,
  exp: seconds + 600,
}
const HEADER = { alg: 'ES256', typ: 'at+jwt', kid: 'ours' }
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

let ours: Awaited<ReturnType<typeof generateKeyPair>>
let theirs: Awaited<ReturnType<typeof generateKeyPair>>
beforeAll(async () => {
  ours = await generateKeyPair('ES256', { extractable: true })
  theirs = await generateKeyPair('ES256', { extractable: true })
})

const verdict = (token: string): Promise<string> =>
  tokenVerifier({ issuer: ISSUER, audience: AUDIENCE, now: () => NOW, keys: () => ours.publicKey })(token).then(
    () => 'taken',
    (error: { code: string }) => error.code,
  )
const signed = (claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}, key = ours) =>
  new SignJWT({ ...CLAIMS, ...claims }).setProtectedHeader({ ...HEADER, ...header }).sign(key.privateKey)
const raw = (text: string, header: Record<string, unknown> = {}) =>
  new CompactSign(new TextEncoder().encode(text)).setProtectedHeader({ ...HEADER, ...header }).sign(ours.privateKey)
const pieces = async () => (await signed()).split('.') as [string, string, string]

/** Ways to forge a token; each starts from one that is right in everything else. */
const FORGERIES: Readonly<Record<string, () => Promise<string>>> = {
  'another key': () => signed({}, {}, theirs),
  'another key, brought along': async () => signed({}, { jwk: await exportJWK(theirs.publicKey) }, theirs),
  'another key, to be fetched': () => signed({}, { jku: 'https://evil.test/jwks' }, theirs),
  'another certificate, to be fetched': () => signed({}, { x5u: 'https://evil.test/cert' }, theirs),
  'another certificate, brought along': () => signed({}, { x5c: ['MIIB'] }, theirs),
  'no algorithm': async () => `${part({ ...HEADER, alg: 'none' })}.${(await pieces())[1]}.`,
  'no algorithm, in other letters': async () => `${part({ ...HEADER, alg: 'nOnE' })}.${(await pieces())[1]}.`,
  'no algorithm, with a signature': async () => {
    const [, body, signature] = await pieces()
    return `${part({ ...HEADER, alg: 'none' })}.${body}.${signature}`
  },
  'another algorithm named over the signature': async () => {
    const [, body, signature] = await pieces()
    return `${part({ ...HEADER, alg: 'RS256' })}.${body}.${signature}`
  },
  'HMAC named over the signature': async () => {
    const [, body, signature] = await pieces()
    return `${part({ ...HEADER, alg: 'HS256' })}.${body}.${signature}`
  },
  'the signature cut off': async () => (await pieces()).slice(0, 2).join('.') + '.',
  'a signature of zeros': async () => `${(await pieces()).slice(0, 2).join('.')}.${'A'.repeat(86)}`,
  'one bit of the signature turned': async () => {
    const [head, body, signature] = await pieces()
    const bytes = Buffer.from(signature, 'base64url')
    bytes[10]! ^= 1
    return `${head}.${body}.${bytes.toString('base64url')}`
  },
  'another body': async () => {
    const [head, , signature] = await pieces()
    return `${head}.${part({ ...CLAIMS, sub: 'ines' })}.${signature}`
  },
  'a demand nobody knows': async () => {
    const body = part(CLAIMS)
    const head = part({ ...HEADER, crit: ['admin'], admin: true })
    return `${head}.${body}.${(await pieces())[2]}`
  },
  'an encrypted form': async () => `${await signed()}.AAAA.AAAA`,
  'an ID token': () => signed({}, { typ: 'JWT' }),
  'a logout token': () => signed({}, { typ: 'logout+jwt' }),
  'no type': () => signed({}, { typ: undefined }),
  'another audience': () => signed({ aud: 'frontline-desktop' }),
  'many audiences without ours': () => signed({ aud: ['a', 'b'] }),
  'another issuer': () => signed({ iss: 'https://evil.test' }),
  'our issuer with a slash': () => signed({ iss: `${ISSUER}/` }),
  'our issuer in capitals': () => signed({ iss: ISSUER.toUpperCase() }),
  'no issuer': () => signed({ iss: undefined }),
  'no end': () => signed({ exp: undefined }),
  'an end that is a text': () => raw(JSON.stringify({ ...CLAIMS, exp: '9999999999' })),
  'an end long ago': () => signed({ exp: seconds - 60 }),
  'a beginning in an hour': () => signed({ nbf: seconds + 3600 }),
  'no beginning': () => raw(JSON.stringify({ ...CLAIMS, iat: undefined })),
  nobody: () => signed({ sub: '' }),
  'somebody who is no text': () => raw(JSON.stringify({ ...CLAIMS, sub: { $ne: null } })),
  'roles that are a text': () => signed({ roles: 'forecasting_admin' }),
  'sites that are a text': () => signed({ site_access: '*' }),
  'a body that is no object': () => raw('["forecasting_admin"]'),
  'a body that is no JSON': () => raw('{"iss":'),
  'a very long one': () => Promise.resolve(`${'A'.repeat(200_000)}.B.C`),
  nothing: () => Promise.resolve(''),
}

test('a token of the issuer is taken', async () => expect(await verdict(await signed())).toBe('taken'))

test.each(Object.keys(FORGERIES))('a forged token is refused: %s', async (how) => {
  const token = await FORGERIES[how]?.()
  expect(await verdict(token ?? '')).toBe(how === 'an end long ago' ? 'EXPIRED_TOKEN' : 'INVALID_TOKEN')
})
