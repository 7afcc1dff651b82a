import type { FastifyInstance } from 'fastify'
import { statisticsMeasuresApi } from '../../shared/contract/statistics-measures.ts'
import { addMonths, monthOf, yearOf } from '../../shared/core/calendar.ts'
import type { AppParts } from '../app-parts.ts'
import { reachable } from '../auth/caller.ts'
import { offeredYear } from '../profit-and-loss/offered-year.ts'
import type { SiteYears } from '../site-year/site-years.ts'
import { benchmarksView } from '../statistics/benchmarks-view.ts'
import { productivityView } from '../statistics/productivity-view.ts'
import { trendsView } from '../statistics/trends-view.ts'
import { readLastLoadedDay } from '../store/loaded-sums.ts'
import { serve } from './serve.ts'
import { serveKept } from './serve-kept.ts'

/** Productivity, trends and benchmarks of a site (domain.md 15). */
export function statisticsMeasuresRoutes(
  app: FastifyInstance,
  { store, now, today }: AppParts,
  years: SiteYears,
): void {
  const { db, reads } = store

  serveKept(app, statisticsMeasuresApi.productivity, { now }, async ({ params, query, caller }) => {
    const site = reachable(caller(), await reads.site(params.siteId))
    const period = query.period ?? String(yearOf(today()))
    const year = offeredYear(yearOf(period), today(), 'period')
    const basis = await years.basis(site, year)
    return { basis, make: async () => productivityView(site, await years.one(site, year, basis), period) }
  })

  serveKept(app, statisticsMeasuresApi.trends, { now }, async ({ params, query, caller }) => {
    const site = reachable(caller(), await reads.site(params.siteId))
    const until = query.until ?? (await readLastLoadedDay(db, site.siteId, today())) ?? today()
    const basis = await years.basis(site, offeredYear(yearOf(until), today(), 'until'))
    return { basis: `${until}|${basis}`, make: () => trendsView(db, site, params.timeframe, until) }
  })

  // Not kept: it depends on every site of the region.
  serve(app, statisticsMeasuresApi.benchmarks, { now }, async ({ params, query, caller }) => {
    const site = reachable(caller(), await reads.site(params.siteId))
    const month = query.period ?? addMonths(monthOf(today()), -1)
    offeredYear(yearOf(month), today(), 'period')
    return benchmarksView(db, site, month, today())
  })
}
