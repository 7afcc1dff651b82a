import type { Day } from '../../shared/core/calendar.ts'
import type { DemoCell } from './demo-cell.ts'
import { expenseForecastCells } from './expense-forecast-cells.ts'
import { ledgerCells } from './ledger-cells.ts'
import { otherRevenueCells } from './other-revenue-cells.ts'
import { payrollCells } from './payroll-cells.ts'
import type { DemoSite } from './sites.ts'
import { trafficCells } from './traffic-cells.ts'

/**
 * Everything stored of one demonstration site: two years of actuals up to yesterday, plans of last year and this one,
 * and a forecast partly done. What is money follows from the counts, so that the site's P&L holds together.
 */
export function siteCells(site: DemoSite, today: Day): DemoCell[] {
  const counted = [...trafficCells(site, today), ...payrollCells(site, today), ...otherRevenueCells(site, today)]
  const ledger = ledgerCells(site, counted, today)
  return [...counted, ...ledger, ...expenseForecastCells(site, ledger, today)]
}
