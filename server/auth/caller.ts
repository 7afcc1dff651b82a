import type { Role, Scope } from '../../shared/contract/api.ts'
import { AppError } from '../../shared/core/errors.ts'
import type { Site } from '../store/sites.ts'

/** Who is calling, as far as the API is concerned. */
export type Caller = {
  readonly sub: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly scopes: readonly Scope[]
  /** Site ids, `district:12`, `region:central`, or `*` for all. */
  readonly siteAccess: readonly string[]
  /** When this person signed in, in epoch seconds, as far as the token tells. */
  readonly signedInAt: number
  /** The same, only where the token says so: a token without it proves no fresh sign-in. */
  readonly authTime: number | null
}

const MANAGER: readonly Scope[] = [
  'forecasting:read',
  'forecasting:write',
  'statistics:read',
  'payroll:read',
  'payroll:write',
  'revenue:read',
  'revenue:write',
]

/** What each role may do at most (domain.md 10.4); a token's own scopes can only narrow it. */
export const ROLE_SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  account_manager: MANAGER,
  district_manager: MANAGER,
  regional_vp: ['forecasting:read', 'statistics:read', 'payroll:read', 'revenue:read'],
  forecasting_admin: [...MANAGER, 'forecasting:admin'],
}

/** True when the caller's token names the site, its district, its region, or everything. */
export const mayReach = (caller: Caller, site: Site): boolean =>
  caller.siteAccess.some((access) =>
    ['*', site.siteId, `district:${site.districtId}`, `region:${site.regionId}`].includes(access),
  )

/** The site, when it exists (else SITE_NOT_FOUND) and the caller may see it (else INSUFFICIENT_PERMISSIONS). */
export function reachable(caller: Caller, site: Site | undefined): Site {
  if (!site) throw siteError('SITE_NOT_FOUND', 'Site not found.')
  if (!mayReach(caller, site)) throw siteError('INSUFFICIENT_PERMISSIONS', 'You do not have access to this site.')
  return site
}

const siteError = (code: 'SITE_NOT_FOUND' | 'INSUFFICIENT_PERMISSIONS', message: string) =>
  new AppError(code, message, [{ code, field: 'siteId', message }])
