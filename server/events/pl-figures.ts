import { roundToCents } from '../../shared/core/money.ts'
import type { SiteYears } from '../site-year/site-years.ts'
import { findSite } from '../store/sites.ts'
import type { Db } from '../store/tables.ts'
import type { ForecastEvent } from './forecast-event.ts'

/** The contribution of a site's year and what it is over its budget, as PLViewRefreshed carries them (domain.md 0.3, 9.2). */
export const plFigures =
  (db: Db, years: SiteYears) =>
  async (siteId: string, year: number): Promise<Pick<ForecastEvent, 'flc' | 'flcToBudget'>> => {
    const site = await findSite(db, siteId)
    if (!site) return { flc: null, flcToBudget: null }
    const { trend, budget } = (await years.one(site, year)).result.year.rows.FLC.total
    const dollars = (amount: typeof trend) => (amount === null ? null : roundToCents(amount) / 100)
    return { flc: dollars(trend), flcToBudget: trend === null || budget === null ? null : dollars(trend.minus(budget)) }
  }
