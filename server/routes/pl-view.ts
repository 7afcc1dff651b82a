import type { FastifyInstance } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { Comparison } from '../../shared/calc/profit-and-loss/variance-view.ts'
import type { SiteFilter } from '../../shared/calc/profit-and-loss/filters.ts'
import { plViewApi } from '../../shared/contract/pl-view.ts'
import { monthsOf, yearOf } from '../../shared/core/calendar.ts'
import { AppError } from '../../shared/core/errors.ts'
import type { AppParts } from '../app-parts.ts'
import { reachable } from '../auth/caller.ts'
import { flcView, plView } from '../profit-and-loss/pl-view.ts'
import { rollupSites, rollupView } from '../profit-and-loss/rollup-view.ts'
import { varianceRows } from '../profit-and-loss/variance-answer.ts'
import type { SiteYears } from '../site-year/site-years.ts'
import { fromKept, type KeptResult } from '../site-year/kept-result.ts'
import { readSettings } from '../store/settings.ts'
import { allSites, findSite, type Site } from '../store/sites.ts'
import { readFrozenYear } from '../store/snapshots.ts'
import { serve } from './serve.ts'

/** Rollups kept as they were answered; each is told apart by what it was computed from. */
const MOST_ROLLUPS = 200

/** P&L, variances, front line contribution and rollups (domain.md 9). */
export function plViewRoutes(app: FastifyInstance, { store, now, today }: AppParts, years: SiteYears): void {
  const { db } = store
  const rollups = new LRUCache<string, ReturnType<typeof rollupView>>({ max: MOST_ROLLUPS })

  serve(app, plViewApi.read, { now }, async ({ params, query, caller }) => {
    const site = reachable(caller(), await findSite(db, params.siteId))
    const computed = await years.one(site, yearOf(params.period))
    return plView(site, computed, params.period, today(), query.breakdown === 'true')
  })

  serve(app, plViewApi.flc, { now }, async ({ params, caller }) => {
    const site = reachable(caller(), await findSite(db, params.siteId))
    return flcView(site, await years.one(site, yearOf(params.period)), params.period)
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

  serve(app, plViewApi.rollup, { now }, async ({ params, query, caller }) => {
    const { organizationLevel: level, organizationId: id } = params
    const { year = yearOf(today()), ...filter } = query
    const sites = rollupSites(level, id, await allSites(db), caller(), filter as SiteFilter)
    const { basis, results } = await years.many(sites.counted, year)
    const key = [level, id, year, sites.all.length, basis].join('|')
    const known = rollups.get(key)
    if (known) return known
    const view = rollupView({ level, id, year, today: today() }, sites, await results())
    rollups.set(key, view)
    return view
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

function noRecord(providedValue: string | undefined): AppError {
  const message = 'There is no forecast of record of this site and year.'
  const expectedFormat = 'the id of a snapshot that holds it'
  const given = providedValue === undefined ? {} : { providedValue }
  return new AppError('PERIOD_NOT_AVAILABLE', message, [
    { code: 'PERIOD_NOT_AVAILABLE', field: 'snapshot', message, expectedFormat, ...given },
  ])
}
