import { z } from 'zod'
import { RATE_CATEGORIES, type RateCategory } from '../categories/parking-rates.ts'
import { endpoint } from './api.ts'
import { MonthPeriod, SiteId } from './cell.ts'
import { AsOf, documentHead, Entered, Money, Warnings, YearPeriod } from './document.ts'

const Category = z.enum(RATE_CATEGORIES.map(({ id }) => id) as [RateCategory, ...RateCategory[]])

/** A site's rates of a calendar year: 12 months × 8 categories, dollars per vehicle (domain.md 4.1, 15). */
export const ParkingRatesDocument = z.object({
  ...documentHead,
  year: z.number().int(),
  asOf: AsOf,
  cells: z.array(
    z.object({
      month: MonthPeriod,
      category: Category,
      /** What is multiplied: the forecast, else the budget (domain.md 4.3). */
      rate: Money,
      forecast: Money,
      budget: Money,
      actual: Money,
      locked: z.boolean(),
    }),
  ),
})
export type ParkingRatesDocument = z.infer<typeof ParkingRatesDocument>

const params = z.object({ siteId: SiteId, year: YearPeriod })
const CELLS = 12 * RATE_CATEGORIES.length

export const parkingRatesApi = {
  read: endpoint({
    method: 'GET',
    path: '/parking-rates/:siteId/:year',
    summary: "A site's parking rates of a year: the rate in force, forecast, budget and actual of each month",
    scopes: ['revenue:read', 'forecasting:read'],
    params,
    data: ParkingRatesDocument,
  }),
  /** Needs `If-Match`; a rate more than 10 % away from the latest actual, else the budget, comes back as a warning. */
  write: endpoint({
    method: 'PUT',
    path: '/parking-rates/:siteId/:year',
    summary: 'Replaces the named forecast rates; all or nothing',
    scopes: ['revenue:write', 'forecasting:write'],
    params,
    body: z.strictObject({
      cells: z
        .array(z.strictObject({ month: MonthPeriod, category: Category, forecast: Entered }))
        .min(1)
        .max(CELLS),
    }),
    data: ParkingRatesDocument.extend({ warnings: Warnings }),
  }),
} as const
