import { z } from 'zod'
import { endpoint } from './api.ts'
import { INPUT_MODES } from '../calc/statistics-entry.ts'
import { DayPeriod, MonthPeriod, SiteId } from './cell.ts'
import { DocumentMonth, AsOf, documentHead, Figure, Money, Warnings } from './document.ts'

const Count = z.number().min(0).max(99_999).nullable()
const Ratio = z.number().min(0).max(1).nullable()

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
  ...documentHead,
  totalRooms: z.number().int(),
  /** The first month, and how many months the days are of. */
  period: MonthPeriod,
  months: z.number().int(),
  /** How rooms are typed in these months: as occupied rooms where more days hold them than a percentage. */
  inputMode: z.enum(INPUT_MODES),
  /** Share of gross external revenue lost to refunds and discounts, 0–1 (domain.md 2.4). */
  adjustmentRate: z.number(),
  asOf: AsOf,
  /** The whole window in the contract's four figures (domain.md C-76). */
  statistics: z.object({
    occupancy: z.number().nullable(),
    valetVehicles: z.number().nullable(),
    selfParkVehicles: z.number().nullable(),
    driveInRatio: z.number().nullable(),
  }),
  externalRevenue: Money,
  lastActualDate: DayPeriod.nullable(),
  days: z.array(
    z.object({
      date: DayPeriod,
      effective: z.enum(['actual', 'forecast', 'budget']),
      locked: z.boolean(),
      value: StatisticsFigures,
      forecast: z.object(inputs),
      budget: StatisticsFigures,
      actual: StatisticsFigures.nullable(),
      /** Actual of the same weekday last year, 364 days before; null when none is loaded. */
      priorYear: StatisticsFigures.nullable(),
    }),
  ),
})
export type StatisticsDocument = z.infer<typeof StatisticsDocument>

const DayWrite = z.strictObject({ date: DayPeriod, ...z.object(inputs).partial().shape })

const params = z.object({ siteId: SiteId, period: DocumentMonth })
/** The window: so many months from the period on (domain.md 2.7, C-08). */
const query = z.object({ months: z.coerce.number().int().min(1).max(3).default(1) })

export const statisticsApi = {
  read: endpoint({
    method: 'GET',
    path: '/statistics/:siteId/:period',
    summary: "A site's statistics of one to three months: typed, budget, actual and the value that counts",
    scopes: ['statistics:read', 'forecasting:read'],
    params,
    query,
    data: StatisticsDocument,
  }),
  /** Needs `If-Match` with the ETag that was read: 428 without, 412 when it is stale. Derived figures are refused. */
  write: endpoint({
    method: 'PUT',
    path: '/statistics/:siteId/:period',
    summary: 'Replaces the named inputs of the named days; all or nothing',
    scopes: ['forecasting:write'],
    params,
    query,
    body: z.strictObject({
      /** When it is told, a day that gives the other of occupancy and occupied rooms is refused. */
      inputMode: z.enum(INPUT_MODES).optional(),
      days: z.array(DayWrite).min(1).max(93),
    }),
    data: StatisticsDocument.extend({ warnings: Warnings }),
  }),
} as const
