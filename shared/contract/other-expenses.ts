import { z } from 'zod'
import { ENTERED_EXPENSE_ACCOUNTS } from '../categories/ledger-accounts.ts'
import { endpoint } from './api.ts'
import { MonthPeriod, SiteId } from './cell.ts'
import { DocumentMonth, AsOf, documentHead, Entered, Money, Warnings } from './document.ts'

/** The twelve accounts, each with one type, by account number. */
const accounts = <T extends z.ZodType>(type: T): Record<string, T> =>
  Object.fromEntries(ENTERED_EXPENSE_ACCOUNTS.map(({ account }) => [account, type]))
const Entries = z.object(accounts(Money))
/** The twelve accounts, the other accounts of 7000–7999 together, and the total of both. */
const Amounts = z.object({ values: Entries, misc: Money, total: Money })

/** A site's other expenses of twelve rolling months by account, in dollars (domain.md 5.2, 15). */
export const OtherExpensesDocument = z.object({
  ...documentHead,
  /** The first of the twelve months. */
  period: MonthPeriod,
  asOf: AsOf,
  months: z.array(
    z.object({
      month: MonthPeriod,
      /** What counts: in a closed month the ledger, else the forecast, else the budget. */
      ...Amounts.shape,
      forecast: Entries,
      budget: Amounts,
      /** Null when the ledger has nothing of the month. */
      actual: Amounts.nullable(),
      locked: z.boolean(),
    }),
  ),
})
export type OtherExpensesDocument = z.infer<typeof OtherExpensesDocument>

const params = z.object({ siteId: SiteId, period: DocumentMonth })

export const otherExpensesApi = {
  read: endpoint({
    method: 'GET',
    path: '/other-expenses/:siteId/:period',
    summary: "A site's other expenses of twelve months: twelve accounts, the others together, budget and actual",
    scopes: ['forecasting:read'],
    params,
    data: OtherExpensesDocument,
  }),
  /** Needs `If-Match`. Accounts other than the twelve arrive from the ledger and are refused by name. */
  write: endpoint({
    method: 'PUT',
    path: '/other-expenses/:siteId/:period',
    summary: 'Replaces the named accounts of the named months; all or nothing',
    scopes: ['forecasting:write'],
    params,
    body: z.strictObject({
      months: z
        .array(z.strictObject({ month: MonthPeriod, ...z.object(accounts(Entered)).partial().shape }))
        .min(1)
        .max(12),
    }),
    data: OtherExpensesDocument.extend({ warnings: Warnings }),
  }),
} as const
