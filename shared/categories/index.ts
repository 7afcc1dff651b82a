import { OTHER_EXPENSE_LINES, PAYROLL_ACCOUNT_LINES } from './ledger-lines.ts'
import type { CategoryId, LineDefinition } from './line.ts'
import { OVERRIDE_LINES } from './override-lines.ts'
import { OTHER_REVENUE_LINES } from './other-revenue.ts'
import { PARKING_RATE_LINES } from './parking-rates.ts'
import { laterPayrollLine, PAYROLL_LINES } from './payroll.ts'
import { PL_LINES } from './profit-and-loss.ts'
import { STATISTICS_LINES } from './statistics.ts'

/** Every line that can be listed, whatever its category; job codes that arrive later have theirs on top. */
export const LINES: readonly LineDefinition[] = [
  ...STATISTICS_LINES,
  ...PAYROLL_LINES,
  ...PARKING_RATE_LINES,
  ...OTHER_REVENUE_LINES,
  ...OTHER_EXPENSE_LINES,
  ...PAYROLL_ACCOUNT_LINES,
  ...PL_LINES,
  ...OVERRIDE_LINES,
]

const byId = new Map(LINES.map((line) => [line.id, line]))

/** The definition of a line, or undefined for an id nobody defined. */
export const findLine = (lineId: string): LineDefinition | undefined =>
  byId.get(lineId) ?? laterPayrollLine(lineId) ?? undefined

/** The categories in the order of the tabs (domain.md C-66). */
export const CATEGORIES: readonly { readonly id: CategoryId; readonly title: string }[] = [
  { id: 'statistics', title: 'Statistics' },
  { id: 'payroll', title: 'Payroll' },
  { id: 'parking-rates', title: 'Parking rates' },
  { id: 'other-revenue', title: 'Other revenue' },
  { id: 'other-expenses', title: 'Other expenses' },
  { id: 'pl-view', title: 'P&L' },
]
