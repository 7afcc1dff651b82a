import { z } from 'zod'
import { OTHER_REVENUE_ROWS, type OtherRevenueId } from '../categories/other-revenue.ts'
import { endpoint } from './api.ts'
import { MonthPeriod, SiteId } from './cell.ts'
import { DocumentMonth, AsOf, documentHead, Entered, Money, Warnings } from './document.ts'

/** The six rows, each with one type. */
const rows = <T extends z.ZodType>(type: T) =>
  Object.fromEntries(OTHER_REVENUE_ROWS.map(({ id }) => [id, type])) as Record<OtherRevenueId, T>
const Amounts = z.object(rows(Money))

/** A site's other revenue of twelve rolling months, signed dollars (domain.md 5.1, 15). */
export const OtherRevenueDocument = z.object({
  ...documentHead,
  /** The first of the twelve months. */
  period: MonthPeriod,
  asOf: AsOf,
  months: z.array(
    z.object({
      month: MonthPeriod,
      /** What counts: the forecast, else the budget. */
      values: Amounts,
      forecast: Amounts,
      budget: Amounts,
      /** Null when nothing of the month is loaded. */
      actual: Amounts.nullable(),
      /** The values added, which internal revenue takes in whole. */
      net: Money,
      locked: z.boolean(),
    }),
  ),
})
export type OtherRevenueDocument = z.infer<typeof OtherRevenueDocument>

const params = z.object({ siteId: SiteId, period: DocumentMonth })

export const otherRevenueApi = {
  read: endpoint({
    method: 'GET',
    path: '/revenue/other/:siteId/:period',
    summary: "A site's other revenue of twelve months: six signed rows, their net, budget and actual",
    scopes: ['revenue:read', 'forecasting:read'],
    params,
    data: OtherRevenueDocument,
  }),
  /** Needs `If-Match`. A row takes its own sign whatever is sent: 500 in GPO fees is stored as −500 (domain.md 5.1). */
  write: endpoint({
    method: 'PUT',
    path: '/revenue/other/:siteId/:period',
    summary: 'Replaces the named rows of the named months; all or nothing',
    scopes: ['revenue:write', 'forecasting:write'],
    params,
    body: z.strictObject({
      months: z
        .array(z.strictObject({ month: MonthPeriod, ...z.object(rows(Entered)).partial().shape }))
        .min(1)
        .max(12),
    }),
    data: OtherRevenueDocument.extend({ warnings: Warnings }),
  }),
} as const
