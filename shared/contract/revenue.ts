import { z } from 'zod'
import { RATE_CATEGORIES, type RateCategory } from '../categories/parking-rates.ts'
import { endpoint } from './api.ts'
import { Result } from './calculate/result.ts'
import { MonthPeriod, SiteId } from './cell.ts'
import { DocumentMonth, documentHead, Entered, Figure, Money } from './document.ts'

/** An amount an administrator set by hand in place of the computed one; null: none is set. */
const OverrideOut = z
  .object({
    amount: z.number(),
    reason: z.string(),
    by: z.string(),
    at: z.iso.datetime(),
  })
  .nullable()

const amounts = {
  period: MonthPeriod,
  /** The ledger's, in a closed month also what counts. */
  actual: Money,
  budget: Money,
  /** False when the budget stands in. */
  isForecast: z.boolean(),
  override: OverrideOut,
  remark: z.string().nullable(),
}

/** A site's external revenue of a month (domain.md 7, 9.5, 15). */
export const ExternalRevenueDocument = z.object({
  ...documentHead,
  ...amounts,
  /** Vehicles of the days without an actual × the month's rate; null when the budget stands in. */
  categories: z
    .array(
      z.object({
        category: z.enum(RATE_CATEGORIES.map(({ id }) => id) as [RateCategory, ...RateCategory[]]),
        statistic: Figure,
        rate: Money,
        value: Money,
      }),
    )
    .nullable(),
  /** The categories added, what adjustments take of them, and the net receipts of the days with an actual. */
  gross: Money,
  adjustment: Money,
  adjustmentRate: z.number(),
  actualToDate: Money,
  /** What counts: set by hand, else computed, else the budget. */
  net: Money,
})
export type ExternalRevenueDocument = z.infer<typeof ExternalRevenueDocument>

const explained = { total: Money, steps: Result.shape.steps, remark: z.string().nullable() }

/** Components of internal revenue (domain.md 9.5); null: the contract does not enable it. */
export const RevenueBreakdown = z.object({
  fixedFee: z
    .object({
      baseAmount: Money,
      escalators: z.array(z.object({ description: z.string(), amount: Money, isApplied: z.boolean() })),
      ...explained,
    })
    .nullable(),
  perOccupiedRoom: z
    .object({
      feePerRoom: Money,
      /** The rooms that were used: one of the two is null. */
      forecastedRooms: Figure,
      budgetRooms: Figure,
      baseRevenue: Money,
      ...explained,
    })
    .nullable(),
  perLaborHour: z
    .object({ jobs: z.array(z.object({ jobCode: z.string(), name: z.string(), total: Money })), ...explained })
    .nullable(),
  revenueShare: z
    .object({
      forecastedExternalRevenue: Money,
      tiers: z.array(
        z.object({
          revenueCodes: z.array(z.string()),
          thresholdStart: Money,
          /** Null: no end. */
          thresholdEnd: Money,
          percentage: z.number(),
          revenueInTier: Money,
          shareAmount: Money,
        }),
      ),
      ...explained,
    })
    .nullable(),
  billableAccounts: z
    .object({
      additionalPayrollAmount: Money,
      billablePayroll: Money,
      pteb: z.object({
        calculationType: z.enum(['Actual', 'Percentage']).nullable(),
        baseAmount: Money,
        appliedPercentage: Figure,
        total: Money,
      }),
      supportServices: z.object({ total: Money }),
      expenseAccounts: z.object({ total: Money }),
      ...explained,
    })
    .nullable(),
  managementAgreement: z
    .object({
      components: z.array(z.object({ name: z.string(), value: Money })),
      calculatedInsurance: Money,
      forecastedExternalRevenue: Money,
      forecastedPayroll: Money,
      otherExpensesForecast: Money,
      profit: Money,
      ...explained,
    })
    .nullable(),
  otherRevenue: z.object(explained).nullable(),
  calculatedTotalInternalRevenue: Money,
})
export type RevenueBreakdown = z.infer<typeof RevenueBreakdown>

/** A site's internal revenue of a month (domain.md 6, 9.5, 15). */
export const InternalRevenueDocument = z.object({
  ...documentHead,
  ...amounts,
  /** Null when the budget stands in. */
  breakdown: RevenueBreakdown.nullable(),
  /** What counts: set by hand, else computed, else the budget. */
  total: Money,
  /** Why the contract could not be computed and the budget stands in (domain.md 6.0). */
  error: z.string().nullable(),
})
export type InternalRevenueDocument = z.infer<typeof InternalRevenueDocument>

const Named = z.object({
  id: z.string(),
  label: z.string(),
  /** The sign that whatever is entered takes; null: any. */
  sign: z.union([z.literal(1), z.literal(-1)]).nullable(),
  accounts: z.array(z.string()),
})

const params = z.object({ siteId: SiteId, period: DocumentMonth })
const READ = ['revenue:read', 'forecasting:read'] as const
const ADMIN = ['forecasting:admin'] as const
const body = z.strictObject({
  /** Dollars of the whole month; null takes the amount back, and the computed one counts again. */
  amount: Entered,
  reason: z.string().trim().min(1, 'Say why.').max(500),
})

export const revenueApi = {
  external: endpoint({
    method: 'GET',
    path: '/revenue/external/:siteId/:period',
    summary: "A site's external revenue of a month: eight categories, adjustment, net, budget",
    scopes: READ,
    params,
    data: ExternalRevenueDocument,
  }),
  /** Needs `If-Match`. Administrators only; closed months are the ledger's and refused. */
  overrideExternal: endpoint({
    method: 'PUT',
    path: '/revenue/external/:siteId/:period',
    summary: 'Sets external revenue of a month by hand, with a reason; everything that follows from it moves',
    scopes: ADMIN,
    params,
    body,
    data: ExternalRevenueDocument,
  }),
  internal: endpoint({
    method: 'GET',
    path: '/revenue/internal/:siteId/:period',
    summary: "A site's internal revenue of a month: every component of the contract with its steps, and the total",
    scopes: READ,
    params,
    data: InternalRevenueDocument,
  }),
  /** Needs `If-Match`. Administrators only; closed months are the ledger's and refused. */
  overrideInternal: endpoint({
    method: 'PUT',
    path: '/revenue/internal/:siteId/:period',
    summary: 'Sets internal revenue of a month by hand, with a reason; the P&L shows it',
    scopes: ADMIN,
    params,
    body,
    data: InternalRevenueDocument,
  }),
  categories: endpoint({
    method: 'GET',
    path: '/revenue/categories',
    summary: 'The categories of external, internal and other revenue with their signs and accounts',
    scopes: READ,
    data: z.object({ external: z.array(Named), internal: z.array(Named), other: z.array(Named) }),
  }),
} as const
