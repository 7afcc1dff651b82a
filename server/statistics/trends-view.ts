import type { z } from 'zod'
import { STATISTIC_IDS, type StatisticId } from '../../shared/calc/day-figures.ts'
import { storedYear } from '../../shared/calc/site-year/stored-year.ts'
import { lastActualDay } from '../../shared/calc/statistics-month.ts'
import { type KnownDay, periodsOf, type Timeframe, trendSeries } from '../../shared/calc/trend-series.ts'
import { findLine } from '../../shared/categories/index.ts'
import type { statisticsMeasuresApi } from '../../shared/contract/statistics-measures.ts'
import { type Day, daysOf, type Month, monthOf, monthsBetween } from '../../shared/core/calendar.ts'
import { must } from '../../shared/core/bug.ts'
import { rounded } from '../documents/rounded.ts'
import { readDocumentCells } from '../store/document-cells.ts'
import type { Site } from '../store/sites.ts'
import type { Db } from '../store/tables.ts'
import { loadedFigures, storedDay } from './loaded-day.ts'

type View = z.input<(typeof statisticsMeasuresApi)['trends']['data']>

/** The series of a site's loaded statistics on the wire (domain.md 15): what happened, never what was expected. */
export async function trendsView(db: Db, site: Site, timeframe: Timeframe, until: Day): Promise<View> {
  const first = monthOf(must(periodsOf(timeframe, until)[0], 'a timeframe has periods'))
  const days = await loadedDays(db, site, first, monthOf(until))
  const { periods, knownDays, series } = trendSeries(days, timeframe, until, site.totalRooms)
  return {
    siteId: site.siteId,
    siteName: site.name,
    timeframe,
    until,
    periods: [...periods],
    knownDays: [...knownDays],
    series: Object.fromEntries(
      STATISTIC_IDS.map((id) => [id, series[id].map((value) => rounded(value, scaleOf(id)))]),
    ) as View['series'],
  }
}

const scaleOf = (id: StatisticId): number => must(findLine(id), id).scale

/** Every day with an actual, up to the last one of its month that has anything above zero (domain.md 2.8). */
async function loadedDays(db: Db, site: Site, first: Month, last: Month): Promise<KnownDay[]> {
  const scope = { siteId: site.siteId, first, last, categories: ['statistics'] } as const
  const stored = storedYear(await readDocumentCells(db, scope))
  return monthsBetween(first, last).flatMap((month) => {
    const actual = stored.days(month, 'statistics', 'actual')
    const lastActual = lastActualDay(month, actual)
    return daysOf(month).flatMap((day, i): KnownDay[] => {
      const loaded = lastActual !== null && day <= lastActual ? storedDay(actual, i) : undefined
      return loaded === undefined ? [] : [{ day, figures: loadedFigures(loaded, site.totalRooms) }]
    })
  })
}
