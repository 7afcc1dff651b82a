import { decodeJwt } from 'jose'
import * as client from 'openid-client'
import { SCOPES } from '../../shared/contract/api.ts'
import { User } from '../../shared/contract/session.ts'
import { AppError } from '../../shared/core/errors.ts'
import { isLoopback } from '../config.ts'
import type { LinkReturn } from './link-return.ts'
import { openLoopback } from './loopback.ts'

export type Tokens = {
  readonly accessToken: string
  /** When the access token ends, as the clock of this computer counts it. */
  readonly expiresAtMs: number
  readonly refreshToken: string | null
}

export type SignedIn = { readonly tokens: Tokens; readonly user: User }

export type OidcSettings = {
  readonly issuer: string
  readonly clientId: string
  readonly audience: string
}

export type OidcEdge = {
  readonly fetch: typeof fetch
  readonly now: () => number
  /** Opens the system's browser; the provider's pages never show inside the workbench (RFC 8252 8.12). */
  readonly openBrowser: (url: string) => Promise<void>
  /** Where the organisation lets no program listen: the browser comes back by a link instead. */
  readonly linkReturn?: Pick<LinkReturn, 'open'> | undefined
}

const REQUEST_SECONDS = 15
const MOST_SKEW_MS = 60_000

const SCOPE = ['openid', 'offline_access', 'profile', ...SCOPES].join(' ')

/** Sign-in at the organisation's OpenID provider: authorization code with PKCE in the system's browser (RFC 8252). */
export class Oidc {
  readonly #settings: OidcSettings
  readonly #edge: OidcEdge
  #found: Promise<client.Configuration> | undefined

  constructor(settings: OidcSettings, edge: OidcEdge) {
    this.#settings = settings
    this.#edge = edge
  }

  /**
   * Sends the person to the provider and waits for them to come back; every attempt has its own state, nonce and PKCE.
   * `fresh` asks for the password although the browser may still be signed in.
   */
  async signIn(signal: AbortSignal, fresh = false): Promise<SignedIn> {
    const provider = await this.#provider()
    const verifier = client.randomPKCECodeVerifier()
    const state = client.randomState()
    const loopback = this.#edge.linkReturn?.open(signal, state) ?? (await openLoopback(signal))
    const nonce = client.randomNonce()
    try {
      const url = client.buildAuthorizationUrl(provider, {
        redirect_uri: loopback.redirectUri,
        scope: SCOPE,
        resource: this.#settings.audience,
        prompt: fresh ? 'login consent' : 'consent',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      })
      await this.#edge.openBrowser(url.href)
      const back = await loopback.visit
      const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true }
      const answer = await client
        .authorizationCodeGrant(provider, back, checks, { resource: this.#settings.audience })
        .catch((thrown: unknown) => {
          throw signInFailure(thrown)
        })
      const tokens = this.#tokensOf(answer)
      return { tokens, user: userOf(answer.claims(), tokens.accessToken) }
    } finally {
      loopback.close()
    }
  }

  /** A new access token. SIGN_IN_REQUIRED when the provider no longer takes the refresh token, OFFLINE when it does not answer. */
  async refresh(refreshToken: string): Promise<Tokens> {
    const provider = await this.#provider()
    try {
      return this.#tokensOf(
        await client.refreshTokenGrant(provider, refreshToken, { resource: this.#settings.audience }),
      )
    } catch (thrown) {
      if (thrown instanceof client.ResponseBodyError && thrown.status < 500)
        throw new AppError('SIGN_IN_REQUIRED', 'Your sign-in has ended. Sign in again to send your changes.', [], {
          cause: thrown,
        })
      throw unreachable(thrown)
    }
  }

  /** Tells the provider to forget a refresh token. */
  async revoke(refreshToken: string): Promise<void> {
    await client.tokenRevocation(await this.#provider(), refreshToken)
  }

  #provider(): Promise<client.Configuration> {
    this.#found ??= this.#discover().catch((thrown: unknown) => {
      this.#found = undefined
      throw unreachable(thrown)
    })
    return this.#found
  }

  /**
   * Finds the provider. Where this computer's clock is wrong by more than a minute what the provider signs is looked at
   * with the provider's time (sync.md 3.9): a sign-in must not fail for a clock.
   */
  async #discover(): Promise<client.Configuration> {
    const { issuer, clientId } = this.#settings
    let behindMs = 0
    const ask: client.CustomFetch = async (url, options) => {
      const response = await this.#edge.fetch(url, options as RequestInit)
      const theirs = Date.parse(response.headers.get('date') ?? '')
      if (!Number.isNaN(theirs)) behindMs = theirs - this.#edge.now()
      return response
    }
    const execute = isLoopback(issuer) ? [client.allowInsecureRequests] : []
    const found = await client.discovery(new URL(issuer), clientId, undefined, client.None(), {
      execute,
      [client.customFetch]: ask,
      timeout: REQUEST_SECONDS,
    })
    if (Math.abs(behindMs) <= MOST_SKEW_MS) return found
    const skewed = { [client.clockSkew]: Math.round(behindMs / 1000) }
    const provider = new client.Configuration(found.serverMetadata(), clientId, skewed, client.None())
    for (const change of execute) change(provider)
    provider[client.customFetch] = ask
    provider.timeout = REQUEST_SECONDS
    return provider
  }

  #tokensOf(answer: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers): Tokens {
    const seconds = answer.expiresIn() ?? 300
    return {
      accessToken: answer.access_token,
      expiresAtMs: this.#edge.now() + seconds * 1000,
      refreshToken: answer.refresh_token ?? null,
    }
  }
}

/** Who the tokens say signed in. The roles only shape the screen; the API decides for itself. */
function userOf(idToken: Record<string, unknown> | undefined, accessToken: string): User {
  const claims = { ...decodeJwt(accessToken), ...idToken }
  const user = User.safeParse({ sub: claims.sub, name: claims['name'] ?? claims.sub, roles: claims['roles'] ?? [] })
  if (user.success) return user.data
  throw new AppError(
    'SIGN_IN_FAILED',
    'Your account has no forecasting role Frontline knows. Ask your administrator to give you one.',
    user.error.issues.map((issue) => ({
      code: 'INVALID_DATA_TYPE' as const,
      field: issue.path.join('.'),
      message: issue.message,
    })),
  )
}

function signInFailure(cause: unknown): AppError {
  if (cause instanceof client.AuthorizationResponseError && cause.error === 'access_denied')
    return new AppError('SIGN_IN_CANCELLED', 'Signing in was cancelled in the browser.', [], { cause })
  const words = 'The sign-in service did not accept the sign-in. Choose Sign in to try again.'
  return new AppError('SIGN_IN_FAILED', words, [], { cause })
}

const unreachable = (cause: unknown): AppError =>
  cause instanceof AppError
    ? cause
    : new AppError(
        'OFFLINE',
        'The sign-in service does not answer. Check the network; what you typed stays safe on this laptop.',
        [],
        { cause },
      )
