import { STATISTICS_LINES } from '../../../shared/categories/statistics.ts'
import { PL_ROWS } from '../../../shared/categories/profit-and-loss.ts'
import { ENTERED_EXPENSE_ACCOUNTS } from '../../../shared/categories/ledger-accounts.ts'
import { OTHER_REVENUE_ROWS } from '../../../shared/categories/other-revenue.ts'
import { RATE_CATEGORIES } from '../../../shared/categories/parking-rates.ts'
import type { Month } from '../../../shared/core/calendar.ts'
import type { Decimal } from '../../../shared/core/decimal.ts'
import type { Months, SiteFigures } from '../read/site-figures.ts'
import { PL_SETS } from './pl-rows.ts'

/** A row of a CSV: text as it is, or a number exact. */
export type CsvRow = readonly (string | Decimal | null)[]

export const CSV_HEAD = ['Site', 'Name', 'Category', 'Group', 'Line', 'Unit', 'Figures', 'Month', 'Value']

const COUNTS = 'Actual and forecast'

/**
 * The figures of a site's year, one a row, for tools that pivot (domain.md 11: consolidated view, long format).
 * What is not known has no row.
 */
export function csvRows({ site, loaded, result, ...figures }: SiteFigures, months: readonly Month[]): CsvRow[] {
  if (!loaded) return []
  const rows: CsvRow[] = []
  const add = (category: string, group: string, line: string, unit: string, set: string, values: Months) => {
    for (const [i, value] of values.entries())
      if (value !== null) rows.push([site.siteId, site.name, category, group, line, unit, set, months[i] ?? '', value])
  }
  for (const { id, label, group, unit } of STATISTICS_LINES)
    add(
      'Statistics',
      group,
      label,
      unit,
      COUNTS,
      figures.statistics.map((month) => month?.total[id] ?? null),
    )
  for (const { job, hours, cost } of figures.payroll) {
    add('Payroll', job.familyId, `${job.code} ${job.title}`, 'hours', COUNTS, hours)
    add('Payroll', job.familyId, `${job.code} ${job.title}`, 'money', COUNTS, cost)
  }
  for (const { id, label } of RATE_CATEGORIES)
    add('Parking rates', 'Rate', label, 'money', COUNTS, figures.rates[id] ?? [])
  for (const { id, label } of OTHER_REVENUE_ROWS)
    add('Other revenue', 'Other revenue', label, 'money', COUNTS, figures.otherRevenue[id] ?? [])
  for (const { account, title } of ENTERED_EXPENSE_ACCOUNTS)
    add('Other expenses', account, title, 'money', COUNTS, figures.otherExpenses[account] ?? [])
  add('Other expenses', 'others', 'Miscellaneous', 'money', COUNTS, figures.otherExpenses['miscellaneous'] ?? [])
  for (const { set, title } of PL_SETS)
    for (const { code, label } of PL_ROWS)
      add(
        'P&L',
        'P&L',
        label,
        'money',
        title,
        result.year.rows[code].cells.map(({ amounts }) => amounts[set]),
      )
  return rows
}

/** Characters a spreadsheet takes for the beginning of a formula, or skips before one (security.md 32). */
const RISKY = /^[=+\-@\t\r\n\0＝＋－＠]/

/** Text as a spreadsheet reads it back as text; numbers stay numbers, negative ones too. */
export const csvText = (value: string): string => (RISKY.test(value) ? `'${value}` : value)

/** A cell of a CSV: money and the like to all digits that are known, never in exponent form. */
export const csvCell = (value: CsvRow[number]): string => {
  if (value === null) return ''
  return typeof value === 'string' ? csvText(value) : value.toFixed()
}
