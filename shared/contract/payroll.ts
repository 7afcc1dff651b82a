import { z } from 'zod'
import { endpoint } from './api.ts'
import { Day, JobCode, LARGEST_AMOUNT, recordOf } from './calculate/amounts.ts'
import { DayPeriod, MonthPeriod, SiteId } from './cell.ts'
import { DocumentMonth, AsOf, documentHead, Entered, Figure, Money, Warnings } from './document.ts'

/** Hours and dollars. Of a salaried code only the cost is told (domain.md 3.11). */
const Pair = z.object({ hours: Figure, cost: Money })
const FamilyId = z.string().min(1).max(100)

export const PAYROLL_MODES = ['Group', 'Code'] as const

/** A job code of a site as a person may see it: never what one person earns (domain.md 3.11). */
export const PayrollCode = z.object({
  code: z.string(),
  title: z.string(),
  /** Active employees. */
  employees: z.number().int(),
  /** Dollars an hour that turn hours into cost, 2 decimals; null for salaried codes. */
  rate: Money,
  salaried: z.boolean(),
  /** What the contract pays an hour; null: not billable. */
  billableRate: Money,
  overtimeRate: Money,
})

/** A site's payroll of a month, a row a day and job family or code (domain.md 3.2, 15). */
export const PayrollDocument = z.object({
  ...documentHead,
  period: MonthPeriod,
  /** Group: entry by job family; Code: by job code (domain.md 3.1). */
  mode: z.enum(PAYROLL_MODES),
  asOf: AsOf,
  lastActualDate: DayPeriod.nullable(),
  /** Why nothing can be forecast here; null when it can. */
  unavailable: z.string().nullable(),
  families: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** Of its hourly codes, weighted by employees; null where all are salaried (domain.md 3.4). */
      rate: Money,
      employees: z.number().int(),
      codes: z.array(PayrollCode),
    }),
  ),
  rows: z.array(
    z.object({
      date: DayPeriod,
      familyId: z.string(),
      /** Null in a row of a family. */
      code: z.string().nullable(),
      /** What the value is made of; `mixed` where the codes of a family differ. */
      effective: z.enum(['actual', 'forecast', 'budget', 'salary', 'closed', 'empty', 'mixed']),
      locked: z.boolean(),
      value: Pair,
      scheduled: Pair,
      actual: Pair,
      forecast: Pair.extend({
        /** Dollars an hour where a person overrode the rate; in a row of a family where all its codes agree. */
        rateOverride: Money,
        /** Which of the two was typed; the other follows from the rate. */
        typed: z.enum(['hours', 'cost', 'mixed']).nullable(),
      }),
      budget: Pair,
    }),
  ),
  /** The month: all rows added. */
  total: z.object({ value: Pair, budget: Pair }),
})
export type PayrollDocument = z.infer<typeof PayrollDocument>

/** Names one job code, or a job family whose codes share what is entered (domain.md 3.7). */
const target = { code: JobCode.optional(), familyId: FamilyId.optional() }
const entered = { hours: Entered.optional(), cost: Entered.optional() }

const params = z.object({ siteId: SiteId, period: DocumentMonth })
const READ = ['payroll:read', 'forecasting:read'] as const
/** Rows by family or by code; left out, as the mode of the site says. */
const query = z.object({ by: z.enum(['family', 'code']).optional() })

export const payrollApi = {
  read: endpoint({
    method: 'GET',
    path: '/payroll/:siteId/:period',
    summary: "A site's payroll of a month by day and job family or code: scheduled, actual, forecast, budget",
    scopes: READ,
    params,
    query,
    data: PayrollDocument,
  }),
  /**
   * Needs `If-Match`. A row sets a day, a week sets the total of a display week, whose open days share it by their
   * present pattern; of a family, the codes share it by what is forecast, else by employees (domain.md 3.7).
   */
  write: endpoint({
    method: 'PUT',
    path: '/payroll/:siteId/:period',
    summary: 'Enters hours, cost or rates of named days and weeks, by job code or job family; all or nothing',
    scopes: ['payroll:write', 'forecasting:write'],
    params,
    query,
    body: z
      .strictObject({
        rows: z
          .array(z.strictObject({ date: DayPeriod, ...target, ...entered, rateOverride: Entered.optional() }))
          .max(3_100)
          .default([]),
        weeks: z
          .array(z.strictObject({ first: DayPeriod, ...target, ...entered }))
          .max(600)
          .default([]),
      })
      .refine(({ rows, weeks }) => rows.length + weeks.length > 0, 'Give rows or weeks.'),
    data: PayrollDocument.extend({ warnings: Warnings }),
  }),
  jobCodes: endpoint({
    method: 'GET',
    path: '/payroll/:siteId/job-codes',
    summary: 'The job codes of a site, with employees and rates; never what one person earns',
    scopes: READ,
    params: z.object({ siteId: SiteId }),
    data: z.object({
      siteId: SiteId,
      siteName: z.string(),
      unavailable: z.string().nullable(),
      codes: z.array(PayrollCode.extend({ familyId: z.string(), familyName: z.string(), active: z.boolean() })),
    }),
  }),
  /** Nothing is stored. Overtime begins after 40 hours of a code in a Saturday–Friday week (domain.md 3.9). */
  calculate: endpoint({
    method: 'POST',
    path: '/payroll/:siteId/calculate',
    summary: 'Cost and revenue of given hours at a site; nothing is stored',
    scopes: READ,
    params: z.object({ siteId: SiteId }),
    body: z.strictObject({
      hoursByCodeAndDate: recordOf(JobCode, recordOf(Day, z.number().min(0).max(12_000), 400), 100),
      /** Dollars an hour by code, instead of the site's own. */
      rates: recordOf(JobCode, z.number().min(0).max(LARGEST_AMOUNT), 100).default({}),
    }),
    data: z.object({
      siteId: SiteId,
      codes: z.array(
        z.object({
          code: z.string(),
          title: z.string(),
          hours: z.number(),
          regularHours: z.number(),
          overtimeHours: z.number(),
          rate: z.number(),
          cost: z.number(),
          /** What the client pays; 0 for a code the contract has no rate for. */
          revenue: z.number(),
          billable: z.boolean(),
        }),
      ),
      totals: z.object({
        hours: z.number(),
        regularHours: z.number(),
        overtimeHours: z.number(),
        cost: z.number(),
        revenue: z.number(),
      }),
    }),
  }),
} as const
