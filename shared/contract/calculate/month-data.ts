import { z } from 'zod'
import { RATE_CATEGORIES, type RateCategory } from '../../categories/parking-rates.ts'
import { AccountCode, Amount, Day, JobCode, listOf, Month, orNull, Quantity, RevenueCode, recordOf } from './amounts.ts'

/** Net external revenue of a month (domain.md 6.4). */
export const MonthRevenue = z.strictObject({
  month: Month,
  net: orNull(Amount),
  byCode: orNull(recordOf(RevenueCode, Amount, 100)),
  byCategory: orNull(
    z.partialRecord(
      z.enum(RATE_CATEGORIES.map(({ id }) => id) as [RateCategory, ...RateCategory[]]),
      Amount.nullable(),
    ),
  ),
  validations: orNull(Amount),
  origin: z.enum(['actual', 'forecast', 'budget']).default('forecast'),
})

/** Hours by job code: days reach back to the Saturday on or before the first of the month (domain.md 6.3). */
export const HoursByCode = recordOf(
  JobCode,
  z.strictObject({
    days: orNull(listOf(z.strictObject({ day: Day, hours: Quantity }), 62)),
    budget: orNull(Quantity),
  }),
  200,
)

/** What the ledger accounts 6000–7999 hold for a month. */
export const Accounts = recordOf(
  AccountCode,
  z.strictObject({ budget: orNull(Amount), forecast: orNull(Amount), actual: orNull(Amount) }),
  500,
)
export const MonthKind = z.enum(['past', 'current', 'future'])
export const ExpenseTotals = z.strictObject({
  otherAccountsBudget: orNull(Amount),
  enteredAccountsBudget: orNull(Amount),
  record: orNull(recordOf(AccountCode, Amount, 12)),
})
export const OccupiedRooms = z.strictObject({ forecast: orNull(Quantity), budget: orNull(Quantity) })

/** Everything internal revenue of one site and month is made from (domain.md 6.0). */
export const MonthData = z.strictObject({
  month: Month,
  kind: MonthKind.default('future'),
  revenue: orNull(MonthRevenue),
  occupiedRooms: OccupiedRooms.prefault({}),
  hours: HoursByCode.default({}),
  payrollForecast: orNull(Amount),
  accounts: Accounts.default({}),
  expenseTotals: orNull(ExpenseTotals),
  otherRevenue: orNull(Amount),
  budgetInternalRevenue: orNull(Amount),
})

export const EarlierRevenues = listOf(MonthRevenue, 24).default([])
export const EarlierClaims = listOf(z.strictObject({ month: Month, claims: Amount }), 24).default([])
export const EarlierProfits = listOf(z.strictObject({ month: Month, profit: Amount }), 24).default([])
