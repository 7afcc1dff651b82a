import type { FastifyInstance } from 'fastify'
import type { SiteFilter } from '../../shared/calc/profit-and-loss/filters.ts'
import { rollupCounts } from '../../shared/calc/profit-and-loss/rollup.ts'
import type { Comparison } from '../../shared/calc/profit-and-loss/variance-view.ts'
import { rollupVarianceApi } from '../../shared/contract/rollup-variance.ts'
import type { RollupLevel } from '../../shared/contract/pl-view.ts'
import { yearOf } from '../../shared/core/calendar.ts'
import type { AppParts } from '../app-parts.ts'
import type { Caller } from '../auth/caller.ts'
import { comparisonsOf, noRecord } from '../profit-and-loss/comparisons.ts'
import { offeredYear } from '../profit-and-loss/offered-year.ts'
import { rollupVariance, siteValues } from '../profit-and-loss/rollup-variance.ts'
import { rollupSites } from '../profit-and-loss/rollup-view.ts'
import type { SiteYears } from '../site-year/site-years.ts'
import { allSites } from '../store/sites.ts'
import { serve } from './serve.ts'

type Asked = {
  readonly level: RollupLevel
  readonly id: string
  readonly year: number
  readonly filter: SiteFilter
  readonly comparison: Comparison['type']
  readonly snapshot: string | undefined
}

/** Rollups compared, and the sites behind one of their cells (domain.md 9.4–9.6). */
export function rollupVarianceRoutes(app: FastifyInstance, { store, now, today }: AppParts, years: SiteYears): void {
  const { db, reads } = store

  serve(app, rollupVarianceApi.variance, { now }, async ({ params, query, caller }) => {
    const { organizationLevel: level, organizationId: id, comparisonType: comparison } = params
    const { year: asked = yearOf(today()), snapshot, ...filter } = query
    const year = offeredYear(asked, today(), 'year')
    const { head, results, comparisons } = await compare({ level, id, year, filter, comparison, snapshot }, caller())
    const { significance: levels } = (await reads.settings()).settings
    return { ...head, year, ...rollupVariance(results, comparisons, { type: comparison, year, levels }) }
  })

  serve(app, rollupVarianceApi.sites, { now }, async ({ params, query, caller }) => {
    const { organizationLevel: level, organizationId: id } = params
    const { row, month, comparison, snapshot, ...filter } = query
    const year = offeredYear(yearOf(month), today(), 'month')
    const { head, results, comparisons } = await compare({ level, id, year, filter, comparison, snapshot }, caller())
    const { significance: levels } = (await reads.settings()).settings
    return { ...head, row, month, values: siteValues(results, comparisons, { row, month, levels }) }
  })

  /** The years of the sites a rollup adds up, with what each is compared with. */
  async function compare({ level, id, year, filter, comparison, snapshot }: Asked, caller: Caller) {
    const { name, all, counted } = rollupSites(level, id, await allSites(db), caller, filter)
    const results = await (await years.many(counted, year)).results()
    const ids = counted.map(({ siteId }) => siteId)
    const comparisons = await comparisonsOf(db, ids, year, comparison, snapshot)
    if (ids.length > 0 && comparisons.size === 0) throw noRecord(snapshot)
    const head = { level, id, name, comparison, ...rollupCounts(results), isWhole: counted.length === all.length }
    return { head, results, comparisons }
  }
}
