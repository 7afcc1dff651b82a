import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { Oidc } from './oidc.ts'

const ISSUER = 'https://sign-in.example'
const HOUR = 3_600_000

/** A provider whose time is another than this computer's; its tokens last five minutes. */
async function aProvider(aheadMs: number) {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const now = () => Date.now() + aheadMs
  let nonce = ''
  const token = (claims: Record<string, unknown>) =>
    new SignJWT({ name: 'Mara', roles: ['account_manager'], ...claims })
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(ISSUER)
      .setSubject('mara')
      .setAudience('frontline')
      .setIssuedAt(Math.floor(now() / 1000))
      .setExpirationTime(Math.floor(now() / 1000) + 300)
      .sign(privateKey)
  const answers: Record<string, () => Promise<unknown>> = {
    '/.well-known/openid-configuration': async () => ({
      issuer: ISSUER,
      authorization_endpoint: `${ISSUER}/auth`,
      token_endpoint: `${ISSUER}/token`,
      jwks_uri: `${ISSUER}/jwks`,
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
    }),
    '/jwks': async () => ({ keys: [await exportJWK(publicKey)] }),
    '/token': async () => ({
      access_token: await token({}),
      id_token: await token({ nonce }),
      refresh_token: 'refresh-1',
      token_type: 'bearer',
      expires_in: 300,
    }),
  }
  return {
    fetch: async (input: string | URL | Request) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input)
      const headers = { 'content-type': 'application/json', date: new Date(now()).toUTCString() }
      return new Response(JSON.stringify(await answers[pathname]?.()), { headers })
    },
    /** The browser goes through the provider's page and comes back. */
    visit: async (address: string) => {
      const { searchParams } = new URL(address)
      nonce = searchParams.get('nonce') ?? ''
      const back = new URL(searchParams.get('redirect_uri') ?? '')
      back.searchParams.set('code', 'code-1')
      back.searchParams.set('state', searchParams.get('state') ?? '')
      void fetch(back).catch(() => {})
    },
  }
}

test.each([0, 3 * HOUR, -3 * HOUR, 365 * 24 * HOUR, -365 * 24 * HOUR])(
  'with a provider whose time is %i ms ahead of this computer one signs in and stays signed in',
  async (aheadMs) => {
    const provider = await aProvider(aheadMs)
    const oidc = new Oidc(
      { issuer: ISSUER, clientId: 'frontline', audience: 'frontline' },
      { fetch: provider.fetch, now: Date.now, openBrowser: provider.visit },
    )
    const { user, tokens } = await oidc.signIn(AbortSignal.timeout(10_000))
    expect(user).toMatchObject({ sub: 'mara', name: 'Mara' })
    // Counted on this computer's clock, whatever the provider's says.
    expect(tokens.expiresAtMs - Date.now()).toBeGreaterThan(290_000)
    expect((await oidc.refresh('refresh-1')).refreshToken).toBe('refresh-1')
  },
)
