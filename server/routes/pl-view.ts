import type { FastifyInstance } from 'fastify'
import type { Comparison } from '../../shared/calc/profit-and-loss/variance-view.ts'
import type { SiteFilter } from '../../shared/calc/profit-and-loss/filters.ts'
import { plViewApi } from '../../shared/contract/pl-view.ts'
import { monthsOf, yearOf } from '../../shared/core/calendar.ts'
import { AppError } from '../../shared/core/errors.ts'
import type { AppParts } from '../app-parts.ts'
import { reachable } from '../auth/caller.ts'
import { siteYearTag, yearTag } from '../cache/cache.ts'
import { flcView, plView } from '../profit-and-loss/pl-view.ts'
import { rollupSites, rollupView } from '../profit-and-loss/rollup-view.ts'
import { varianceRows } from '../profit-and-loss/variance-answer.ts'
import type { SiteYears } from '../site-year/site-years.ts'
import { fromKept, type KeptResult } from '../site-year/kept-result.ts'
import { readSettings } from '../store/settings.ts'
import { allSites, findSite, type Site } from '../store/sites.ts'
import { readFrozenYear } from '../store/snapshots.ts'
import { serve } from './serve.ts'
import { serveKept } from './serve-kept.ts'

/** P&L, variances, front line contribution and rollups (domain.md 9). */
export function plViewRoutes(app: FastifyInstance, { store, now, today }: AppParts, years: SiteYears): void {
  const { db } = store

  serveKept(app, plViewApi.read, { now }, async ({ params, query, caller }) => {
    const site = reachable(caller(), await findSite(db, params.siteId))
    const year = yearOf(params.period)
    const basis = await years.basis(site, year)
    const isBroken = query.breakdown === 'true'
    const make = async () => plView(site, await years.one(site, year, basis), params.period, today(), isBroken)
    return { ...kept(site, year), basis, make }
  })

  serveKept(app, plViewApi.flc, { now }, async ({ params, caller }) => {
    const site = reachable(caller(), await findSite(db, params.siteId))
    const year = yearOf(params.period)
    const basis = await years.basis(site, year)
    const make = async () => flcView(site, await years.one(site, year, basis), params.period)
    return { ...kept(site, year), basis, make }
  })

  serve(app, plViewApi.variance, { now }, async ({ params, query, caller }) => {
    const site = reachable(caller(), await findSite(db, params.siteId))
    const year = query.year ?? yearOf(today())
    const { result } = await years.one(site, year)
    const { settings } = await readSettings(db)
    const { comparison, snapshot } = await comparisonOf(site, year, params.comparisonType, query.snapshot)
    return {
      siteId: site.siteId,
      siteName: site.name,
      year,
      comparison: params.comparisonType,
      snapshot,
      rows: varianceRows(result.year, comparison, settings.significance),
    }
  })

  serveKept(app, plViewApi.rollup, { now, takes: 'report' }, async ({ params, query, caller, request }) => {
    const { organizationLevel: level, organizationId: id } = params
    const { year = yearOf(today()), ...filter } = query
    const sites = rollupSites(level, id, await allSites(db), caller(), filter as SiteFilter)
    const { basis, results } = await years.many(sites.counted, year)
    const make = async () => rollupView({ level, id, year, today: today() }, sites, await results())
    // Who may see other sites is told another answer, kept beside this one.
    const key = `${request.url}|${basis}`
    return { key, tags: [yearTag(year)], basis: `${sites.all.length}|${basis}`, make }
  })

  /** What a site's year is compared with; a forecast of record is the one named, else the latest. */
  async function comparisonOf(site: Site, year: number, type: Comparison['type'], id: string | undefined) {
    if (type !== 'forecast') return { comparison: { type } as Comparison, snapshot: null }
    const frozen = await readFrozenYear(db, site.siteId, year, id)
    if (!frozen) throw noRecord(id)
    const record = fromKept(site, monthsOf(year), frozen.result as KeptResult).year
    return { comparison: { type, record } as Comparison, snapshot: frozen.snapshotId }
  }
}

/** They hold actuals, so they are kept as long as these (domain.md 0.3). */
const kept = ({ siteId }: Site, year: number) => ({ lifetime: 'actual' as const, tags: [siteYearTag(siteId, year)] })

function noRecord(providedValue: string | undefined): AppError {
  const message = 'There is no forecast of record of this site and year.'
  const expectedFormat = 'the id of a snapshot that holds it'
  const given = providedValue === undefined ? {} : { providedValue }
  return new AppError('PERIOD_NOT_AVAILABLE', message, [
    { code: 'PERIOD_NOT_AVAILABLE', field: 'snapshot', message, expectedFormat, ...given },
  ])
}
