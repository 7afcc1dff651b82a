import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { z } from 'zod'
import { ROLES, type Role, SCOPES, type Scope } from '../../shared/contract/api.ts'
import { AppError } from '../../shared/core/errors.ts'
import { type Caller, ROLE_SCOPES } from './caller.ts'

/** Turns a bearer token into the caller, or throws INVALID_TOKEN, EXPIRED_TOKEN or INTEGRATION_ERROR. */
export type VerifyToken = (token: string) => Promise<Caller>

/** Our claims beside the registered ones; what is not understood gives nothing. */
const Claims = z.object({
  sub: z.string().min(1).max(200),
  name: z.string().max(200).optional(),
  scope: z.string().optional(),
  roles: z.array(z.string()).default([]),
  site_access: z.array(z.string()).default([]),
  iat: z.number(),
  /** A number too large for JSON is read as one that never comes; the library takes it. */
  exp: z.number(),
  auth_time: z.number().optional(),
})

export type TokenRules = {
  readonly issuer: string
  readonly audience: string
  readonly now: () => number
  /** The issuer's keys, see `issuerKeys`. */
  readonly keys: JWTVerifyGetKey
}

/**
 * Verifies access tokens (RFC 9068): signed RS256 or ES256 with a key of the configured issuer, for this audience,
 * in force now, and of type `at+jwt`, so that an ID token does not pass. Keys a token brings along are not looked at.
 */
export function tokenVerifier({ issuer, audience, now, keys }: TokenRules): VerifyToken {
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ['RS256', 'ES256'],
        typ: 'at+jwt',
        clockTolerance: 5,
        currentDate: new Date(now()),
      })
      return callerOf(payload)
    } catch (thrown) {
      throw toTokenError(thrown)
    }
  }
}

function callerOf(payload: JWTPayload): Caller {
  const claims = Claims.parse(payload)
  const { sub, name = sub, scope, roles: named, site_access: siteAccess } = claims
  const roles = ROLES.filter((role: Role) => named.includes(role))
  const granted = new Set(roles.flatMap((role) => ROLE_SCOPES[role]))
  // A provider that issues no scopes for the API leaves the decision to the roles.
  const asked = scope?.split(' ')
  const scopes = SCOPES.filter((one: Scope) => granted.has(one) && (asked?.includes(one) ?? true))
  return {
    sub,
    name,
    roles,
    scopes,
    siteAccess,
    signedInAt: claims.auth_time ?? claims.iat,
    authTime: claims.auth_time ?? null,
  }
}

function toTokenError(thrown: unknown): AppError {
  const options = { cause: thrown }
  if (thrown instanceof AppError) return thrown
  if (thrown instanceof errors.JWTExpired) {
    return new AppError('EXPIRED_TOKEN', 'Your session ended. Sign in again.', [], options)
  }
  return new AppError('INVALID_TOKEN', 'The access token is not valid for this service.', [], options)
}
