import type { FastifyInstance } from 'fastify'
import { type OverrideRow, overrideLineId } from '../../shared/categories/override-lines.ts'
import { revenueApi } from '../../shared/contract/revenue.ts'
import type { AppParts } from '../app-parts.ts'
import { reachable } from '../auth/caller.ts'
import { authorOf } from '../documents/author-of.ts'
import { tagged } from '../documents/row-version.ts'
import { REVENUE_CATEGORIES } from '../revenue/revenue-categories.ts'
import { externalDocument, internalDocument, revenueScope } from '../revenue/revenue-documents.ts'
import { writeOverride } from '../revenue/write-override.ts'
import { type SiteYears, siteYears } from '../site-year/site-years.ts'
import { sharedReads } from '../store/shared-reads.ts'
import { findSite, type Site } from '../store/sites.ts'
import type { Tx } from '../store/tables.ts'
import { serve } from './serve.ts'

/** External and internal revenue of a site and month as they are computed, and set by hand. */
export function revenueRoutes(app: FastifyInstance, parts: AppParts, years: SiteYears): void {
  const { now, today } = parts
  const { db } = parts.store
  const sources = { db, years }
  /** Inside a transaction a year is computed from what it wrote. */
  const sourcesIn = (tx: Tx) => ({ db: tx, years: siteYears({ db: tx, now, today, reads: sharedReads(tx) }) })

  const overrideOf = (row: OverrideRow, site: Site, month: string) => ({
    site,
    month,
    lineId: overrideLineId(row),
    scope: revenueScope(site.siteId, month, row),
  })

  serve(app, revenueApi.external, { now }, async ({ params, caller, reply }) => {
    const site = reachable(caller(), await findSite(db, params.siteId))
    return tagged(reply, await externalDocument(sources, site, params.period))
  })

  serve(app, revenueApi.internal, { now }, async ({ params, caller, reply }) => {
    const site = reachable(caller(), await findSite(db, params.siteId))
    return tagged(reply, await internalDocument(sources, site, params.period))
  })

  serve(app, revenueApi.overrideExternal, { now }, async (ask) => {
    const { params, body, caller, reply } = ask
    const site = reachable(caller(), await findSite(db, params.siteId))
    const answer = await writeOverride(db, {
      ...overrideOf('ExternalRevenue', site, params.period),
      ...body,
      author: authorOf(ask, parts),
      answer: (tx) => externalDocument(sourcesIn(tx), site, params.period),
    })
    return tagged(reply, answer)
  })

  serve(app, revenueApi.overrideInternal, { now }, async (ask) => {
    const { params, body, caller, reply } = ask
    const site = reachable(caller(), await findSite(db, params.siteId))
    const answer = await writeOverride(db, {
      ...overrideOf('InternalRevenue', site, params.period),
      ...body,
      author: authorOf(ask, parts),
      answer: (tx) => internalDocument(sourcesIn(tx), site, params.period),
    })
    return tagged(reply, answer)
  })

  serve(app, revenueApi.categories, { now }, () => Promise.resolve(REVENUE_CATEGORIES))
}
