import { z } from 'zod'
import { endpoint } from './api.ts'
import { DayPeriod, MonthPeriod, SiteId } from './cell.ts'

const Count = z.number().min(0).max(99_999).nullable()
const Ratio = z.number().min(0).max(1).nullable()
const Money = z.number().nullable()

/** What a person types in Statistics, in domain units: counts of vehicles and rooms, ratios as fractions 0–1. */
const inputs = {
  occupancy: Ratio,
  occupiedRooms: Count,
  valetDaily: Count,
  valetMonthly: Count,
  valetAggregator: Count,
  valetComps: Count,
  selfDaily: Count,
  selfMonthly: Count,
  selfAggregator: Count,
  selfComps: Count,
  driveInRatio: Ratio,
  captureRatio: Ratio,
}
const Figure = z.number().nullable()

/** What was loaded or computed; it has no limits, because an oversold hotel is above 100 %. */
export const StatisticsFigures = z.object({
  occupancy: Figure,
  occupiedRooms: Figure,
  valetDaily: Figure,
  valetMonthly: Figure,
  valetAggregator: Figure,
  valetComps: Figure,
  selfDaily: Figure,
  selfMonthly: Figure,
  selfAggregator: Figure,
  selfComps: Figure,
  driveInRatio: Figure,
  captureRatio: Figure,
  valetOvernight: Figure,
  selfOvernight: Figure,
  /** US dollars, 2 decimals. */
  externalRevenue: Money,
})

export const StatisticsDocument = z.object({
  siteId: SiteId,
  siteName: z.string(),
  totalRooms: z.number().int(),
  period: MonthPeriod,
  /** The month in the contract's four figures (domain.md C-76). */
  statistics: z.object({
    occupancy: z.number().nullable(),
    valetVehicles: z.number().nullable(),
    selfParkVehicles: z.number().nullable(),
    driveInRatio: z.number().nullable(),
  }),
  externalRevenue: Money,
  lastActualDate: DayPeriod.nullable(),
  /** Same as the ETag: the highest commit in the document. */
  rowVersion: z.string(),
  days: z.array(
    z.object({
      date: DayPeriod,
      effective: z.enum(['actual', 'forecast', 'budget']),
      locked: z.boolean(),
      value: StatisticsFigures,
      forecast: z.object(inputs),
      budget: StatisticsFigures,
      actual: StatisticsFigures.nullable(),
    }),
  ),
})
export type StatisticsDocument = z.infer<typeof StatisticsDocument>

const DayWrite = z.strictObject({ date: DayPeriod, ...z.object(inputs).partial().shape })

const params = z.object({ siteId: SiteId, period: MonthPeriod })

export const statisticsApi = {
  read: endpoint({
    method: 'GET',
    path: '/statistics/:siteId/:period',
    summary: "A site's statistics of a month: typed, budget, actual and the value that counts",
    scopes: ['statistics:read', 'forecasting:read'],
    params,
    data: StatisticsDocument,
  }),
  /** Needs `If-Match` with the ETag that was read: 428 without, 412 when it is stale. Derived figures are refused. */
  write: endpoint({
    method: 'PUT',
    path: '/statistics/:siteId/:period',
    summary: 'Replaces the named inputs of the named days; all or nothing',
    scopes: ['forecasting:write'],
    params,
    body: z.strictObject({ days: z.array(DayWrite).min(1).max(31) }),
    data: StatisticsDocument,
  }),
} as const
