import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleWhen } from 'cockatiel'
import { AppError } from '../../shared/core/errors.ts'
import type { Oidc, Tokens } from './oidc.ts'
import type { RefreshTokenFile } from './refresh-token-file.ts'

/** An access token that ends sooner than this is not handed out. */
const MARGIN_MS = 30_000

const isUnreachable = (thrown: unknown): boolean => !(thrown instanceof AppError) || thrown.code === 'OFFLINE'
const UNREACHABLE = new AppError('OFFLINE', 'The sign-in service does not answer. It is asked again in a moment.')

/** One person's tokens: the access token in memory, the refresh token sealed on disk where the system can. */
export class AccessTokens {
  readonly #oidc: Pick<Oidc, 'refresh' | 'revoke'>
  readonly #file: RefreshTokenFile
  readonly #now: () => number
  #access: { readonly token: string; readonly expiresAtMs: number } | null = null
  #refreshToken: string | null
  #refreshing: Promise<string> | undefined
  /** The provider has a breaker of its own (sync.md 3.7); a person who signs in is never kept from it. */
  readonly #circuit = circuitBreaker(handleWhen(isUnreachable), {
    halfOpenAfter: 15_000,
    breaker: new ConsecutiveBreaker(5),
  })

  private constructor(
    oidc: Pick<Oidc, 'refresh' | 'revoke'>,
    file: RefreshTokenFile,
    now: () => number,
    refreshToken: string | null,
  ) {
    this.#oidc = oidc
    this.#file = file
    this.#now = now
    this.#refreshToken = refreshToken
  }

  /** Takes up where the last start left off: with the sealed refresh token, where there is one. */
  static async resume(
    oidc: Pick<Oidc, 'refresh' | 'revoke'>,
    file: RefreshTokenFile,
    now: () => number,
  ): Promise<AccessTokens> {
    return new AccessTokens(oidc, file, now, await file.read())
  }

  /** True while a new access token may be had without the person. */
  get canRefresh(): boolean {
    return this.#refreshToken !== null || this.#access !== null
  }

  /** Takes the tokens of a fresh sign-in. */
  async take(tokens: Tokens): Promise<void> {
    if (tokens.refreshToken !== null) await this.#file.keep(tokens.refreshToken)
    this.#refreshToken = tokens.refreshToken
    this.#access = { token: tokens.accessToken, expiresAtMs: tokens.expiresAtMs }
  }

  /**
   * A token the API should take. `stale` names one it just refused: that one is not given again.
   * SIGN_IN_REQUIRED when only the person can get a new one, OFFLINE when the provider does not answer.
   */
  async get(stale: string | null): Promise<string> {
    const access = this.#access
    if (access && access.token !== stale && access.expiresAtMs - MARGIN_MS > this.#now()) return access.token
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined
    })
    return this.#refreshing
  }

  /** Forgets everything here, then tells the provider; a provider that does not answer changes nothing here. */
  async drop(): Promise<void> {
    const token = this.#refreshToken
    this.#refreshToken = null
    this.#access = null
    this.#file.forget()
    if (token !== null) await this.#oidc.revoke(token).catch(() => {})
  }

  async #refresh(): Promise<string> {
    const used = this.#refreshToken
    if (used === null) {
      this.#access = null
      throw new AppError('SIGN_IN_REQUIRED', 'Sign in again to send your changes. They are safe on this laptop.')
    }
    try {
      const tokens = await this.#circuit.execute(() => this.#oidc.refresh(used))
      // The old one is spent from here on, so the new one is on disk before anything else can go wrong.
      await this.take({ ...tokens, refreshToken: tokens.refreshToken ?? used })
      return tokens.accessToken
    } catch (failed) {
      const thrown = failed instanceof BrokenCircuitError ? UNREACHABLE : failed
      const ended = thrown instanceof AppError && thrown.code === 'SIGN_IN_REQUIRED'
      if (ended && this.#refreshToken === used) {
        // Only what was refused: a sign-in that finished meanwhile brought another.
        this.#refreshToken = null
        this.#access = null
        this.#file.forget()
      }
      throw thrown
    }
  }
}
