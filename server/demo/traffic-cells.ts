import { EARNING_COUNTS } from '../../shared/calc/day-figures.ts'
import { rateLineId } from '../../shared/categories/parking-rates.ts'
import { type Day, daysOf, type Month, monthOf, monthsOf, yearOf } from '../../shared/core/calendar.ts'
import { chance } from './chance.ts'
import { cellsOf, type DemoCell } from './demo-cell.ts'
import { actualDays, planMonths, planOptimism, typedDays, typedFeeling } from './periods.ts'
import type { DemoSite } from './sites.ts'
import {
  baseOccupancy,
  capture,
  countsOf,
  driveIn,
  expectedDemand,
  isEvent,
  plannedRate,
  realDemand,
  receipts,
} from './traffic.ts'

/** Counts, receipts and rates of a site: two years of actuals up to yesterday, plans and a forecast partly done. */
export const trafficCells = (site: DemoSite, today: Day): DemoCell[] => [
  ...actualCells(site, today),
  ...planCells(site, today),
  ...rateCells(site, today),
  ...forecastCells(site, today),
]

function actualCells(site: DemoSite, today: Day): DemoCell[] {
  return actualDays(today).flatMap((day) => {
    const counts = countsOf(site, day, realDemand(site, day), 'actual')
    return cellsOf(day, 'actual', { ...counts, externalRevenue: receipts(site, day, counts) })
  })
}

/** Budget of last year and this one, by month: the year as it looked in autumn, off by a few percent. */
function planCells(site: DemoSite, today: Day): DemoCell[] {
  return planMonths(today).flatMap((month) => {
    const optimism = planOptimism(site, month)
    const total: Record<string, number> = {}
    for (const day of daysOf(month)) {
      for (const [lineId, value] of Object.entries(countsOf(site, day, expectedDemand(site, day) * optimism, 'plan'))) {
        total[lineId] = (total[lineId] ?? 0) + value
      }
    }
    return cellsOf(month, 'budget', total)
  })
}

/** Planned rates of six categories; from the site's own forecast all eight, raised from July on. */
function rateCells(site: DemoSite, today: Day): DemoCell[] {
  const planned = EARNING_COUNTS.filter((id) => !id.endsWith('Aggregator'))
  const budget = planMonths(today).flatMap((month) =>
    cellsOf(month, 'budget', Object.fromEntries(planned.map((id) => [rateLineId(id), plannedRate(site, id, month)]))),
  )
  if (chance(site.siteId, 'keeps rates') < 0.35) return budget
  const forecast = monthsOf(yearOf(today)).flatMap((month) => {
    const raise = month.slice(5) >= '07' ? 1.04 : 1
    const rates = EARNING_COUNTS.map((id) => [rateLineId(id), Math.round(plannedRate(site, id, month) * raise)])
    return cellsOf(month, 'forecast', Object.fromEntries(rates) as Record<string, number>)
  })
  return [...budget, ...forecast]
}

function forecastCells(site: DemoSite, today: Day): DemoCell[] {
  return typedDays(site, today).flatMap((day) => cellsOf(day, 'forecast', typedDay(site, day, monthOf(day))))
}

/** A day as its manager sees it coming: knows the season and most events, not the luck. */
function typedDay(site: DemoSite, day: Day, month: Month): Record<string, number> {
  const demand = expectedDemand(site, day) * typedFeeling(site, month) * (isEvent(site, day) ? 1.2 : 1)
  const { valetDaily = 0, selfDaily = 0, valetComps = 0 } = countsOf(site, day, demand, 'forecast')
  return {
    occupancy: Math.min(1e4, Math.round(baseOccupancy(site) * demand * 100) * 100),
    driveInRatio: Math.round(driveIn(site) * 100) * 100,
    captureRatio: Math.round(capture(site) * 100) * 100,
    valetDaily,
    selfDaily,
    valetComps,
    ...(chance(site.siteId, 'aggregators') < 0.5
      ? {
          valetAggregator: 4e6,
          selfAggregator: 3e6,
        }
      : {}),
  }
}
