import type { SyncSite } from '../../../shared/contract/sync.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { findSite } from '../db/sites.ts'
import type { Database } from '../db/store.ts'

/** The site, or SITE_NOT_FOUND naming the field: this laptop never heard of it. */
export function knownSite(db: Database, siteId: string): SyncSite {
  const site = findSite(db, siteId)
  if (site) return site
  throw new AppError('SITE_NOT_FOUND', `Site ${siteId} is not among the sites on this computer.`, [
    { code: 'SITE_NOT_FOUND', field: 'siteId', message: 'Site not found.', providedValue: siteId },
  ])
}
