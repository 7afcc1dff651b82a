import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose'
import { z } from 'zod'
import { AppError } from '../../shared/core/errors.ts'
import { steady } from '../outgoing/steady.ts'

/** Keys in use are looked at again so often, in milliseconds; an unknown one is asked for at most every 30 seconds. */
const LOOK_AGAIN_MS = 600_000
const ASK_EVERY_MS = 30_000
/** All tries of one call together. */
const MOST_MS = 15_000

export type IssuerKeysParts = {
  readonly issuer: string
  readonly now: () => number
  /** A failure to reach the issuer, also one nobody had to wait for. */
  readonly report: (failure: unknown) => void
}

type Keys = ReturnType<typeof createRemoteJWKSet>

/**
 * The keys the issuer publishes, found by its discovery document. Known keys go on working while the issuer is down: they
 * are looked at again behind the requests. A key nobody knows is asked for once in a while; keys that are withdrawn stop
 * working with the next look. INTEGRATION_ERROR when a key is needed and the issuer does not answer.
 */
export function issuerKeys({ issuer, now, report }: IssuerKeysParts): JWTVerifyGetKey {
  const calls = steady({ tryMs: 3_000, pauseMs: 200, restMs: 10_000 })
  const ask = (url: string, options: RequestInit = {}): Promise<Response> =>
    calls.execute(async ({ signal }) => {
      const response = await fetch(url, { ...options, signal: AbortSignal.any([signal, ...given(options)]) })
      if (!response.ok) throw new Error(`the issuer answered ${response.status}`)
      return response
    })
  const discover = async (): Promise<Keys> => {
    const response = await ask(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
    const { jwks_uri } = z.object({ jwks_uri: z.url() }).parse(await response.json())
    return createRemoteJWKSet(new URL(jwks_uri), {
      cacheMaxAge: Infinity,
      cooldownDuration: ASK_EVERY_MS,
      timeoutDuration: MOST_MS,
      [customFetch]: ask,
    })
  }
  let found: Promise<Keys> | undefined
  let lookedAt = 0
  return async (header, token) => {
    try {
      if (found === undefined) {
        lookedAt = now()
        found = discover()
      }
      const keys = await found
      if (keys.jwks() !== undefined && now() - lookedAt > LOOK_AGAIN_MS) {
        lookedAt = now()
        keys.reload().catch(report)
      }
      return await keys(header, token)
    } catch (thrown) {
      if (isAboutToken(thrown)) throw thrown
      report(thrown)
      if (await isUndiscovered(found)) found = undefined
      throw new AppError('INTEGRATION_ERROR', 'The sign-in service did not answer. Try again in a moment.', [], {
        cause: thrown,
      })
    }
  }
}

const given = ({ signal }: RequestInit): AbortSignal[] => (signal ? [signal] : [])

/** The issuer answered; it is the token that names no key of it. */
const isAboutToken = (thrown: unknown): boolean =>
  thrown instanceof errors.JWKSNoMatchingKey ||
  thrown instanceof errors.JWKSMultipleMatchingKeys ||
  thrown instanceof errors.JOSENotSupported

const isUndiscovered = async (found: Promise<Keys> | undefined): Promise<boolean> =>
  (await found?.then(
    () => false,
    () => true,
  )) ?? true
