import type { FastifyInstance } from 'fastify'
import { plViewApi } from '../../shared/contract/pl-view.ts'
import { isMonth, yearOf } from '../../shared/core/calendar.ts'
import type { AppParts } from '../app-parts.ts'
import { reachable } from '../auth/caller.ts'
import { siteYearTag, yearTag } from '../cache/cache.ts'
import { comparisonsOf, noRecord } from '../profit-and-loss/comparisons.ts'
import { offeredYear } from '../profit-and-loss/offered-year.ts'
import { flcView, plView } from '../profit-and-loss/pl-view.ts'
import { rollupSites, rollupView } from '../profit-and-loss/rollup-view.ts'
import { rowsOfMonth, varianceRows } from '../profit-and-loss/variance-answer.ts'
import type { SiteYears } from '../site-year/site-years.ts'
import { allSites, type Site } from '../store/sites.ts'
import { serve } from './serve.ts'
import { serveKept } from './serve-kept.ts'

/** P&L, variances, front line contribution and rollups (domain.md 9). */
export function plViewRoutes(app: FastifyInstance, { store, now, today }: AppParts, years: SiteYears): void {
  const { db, reads } = store

  serveKept(app, plViewApi.read, { now }, async ({ params, query, caller }) => {
    const site = reachable(caller(), await reads.site(params.siteId))
    const year = offeredYear(yearOf(params.period), today(), 'period')
    const basis = await years.basis(site, year)
    const isBroken = query.breakdown === 'true'
    const make = async () => plView(site, await years.one(site, year, basis), params.period, today(), isBroken)
    return { ...kept(site, year), basis, make }
  })

  serveKept(app, plViewApi.flc, { now }, async ({ params, caller }) => {
    const site = reachable(caller(), await reads.site(params.siteId))
    const year = offeredYear(yearOf(params.period), today(), 'period')
    const basis = await years.basis(site, year)
    const make = async () => flcView(site, await years.one(site, year, basis), params.period)
    return { ...kept(site, year), basis, make }
  })

  serve(app, plViewApi.variance, { now }, async ({ params, query, caller }) => {
    const site = reachable(caller(), await reads.site(params.siteId))
    const period = query.period ?? String(query.year ?? yearOf(today()))
    const year = offeredYear(yearOf(period), today(), query.period === undefined ? 'year' : 'period')
    const { result } = await years.one(site, year)
    const { settings } = await reads.settings()
    const comparisons = await comparisonsOf(db, [site.siteId], year, params.comparisonType, query.snapshot)
    const found = comparisons.get(site.siteId)
    if (!found) throw noRecord(query.snapshot)
    const rows = varianceRows(result.year, found.comparison, settings.significance)
    return {
      siteId: site.siteId,
      siteName: site.name,
      year,
      period,
      comparison: params.comparisonType,
      snapshot: found.snapshot,
      rows: isMonth(period) ? rowsOfMonth(rows, period) : rows,
    }
  })

  serveKept(app, plViewApi.rollup, { now, takes: 'report' }, async ({ params, query, caller, request }) => {
    const { organizationLevel: level, organizationId: id } = params
    const { year: asked = yearOf(today()), ...filter } = query
    const year = offeredYear(asked, today(), 'year')
    const sites = rollupSites(level, id, await allSites(db), caller(), filter)
    const { basis, results } = await years.many(sites.counted, year)
    const make = async () => rollupView({ level, id, year, today: today() }, sites, await results())
    // Who may see other sites is told another answer, kept beside this one.
    const key = `${request.url}|${basis}`
    return { key, tags: [yearTag(year)], basis: `${sites.all.length}|${basis}`, make }
  })
}

/** They hold actuals, so they are kept as long as these (domain.md 0.3). */
const kept = ({ siteId }: Site, year: number) => ({ lifetime: 'actual' as const, tags: [siteYearTag(siteId, year)] })
