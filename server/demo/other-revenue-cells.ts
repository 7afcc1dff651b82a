import { OTHER_REVENUE_ROWS, type OtherRevenueId, otherRevenueLineId } from '../../shared/categories/other-revenue.ts'
import type { Day, Month } from '../../shared/core/calendar.ts'
import { around, chance } from './chance.ts'
import { cellsOf, type DemoCell } from './demo-cell.ts'
import { actualMonths, budgetMonths, typedMonths } from './periods.ts'
import { isOdd } from './odd-sites.ts'
import { startOf } from './site-master.ts'
import type { DemoSite } from './sites.ts'

/** How many of the sites have a row, and its dollars a month there: from, and up to so much more. */
const USUAL: Readonly<
  Record<OtherRevenueId, { readonly sites: number; readonly from: number; readonly more: number }>
> = {
  billableExpense: { sites: 0.6, from: 150, more: 700 },
  clientPaidExpense: { sites: 0.3, from: 60, more: 240 },
  gpoFees: { sites: 0.5, from: 40, more: 110 },
  revenueValidation: { sites: 0.45, from: 200, more: 900 },
  signingBonus: { sites: 0.2, from: 400, more: 900 },
  miscellaneous: { sites: 0.25, from: -120, more: 300 },
}

/** The six rows of Other revenue (domain.md 5.1): budget, closed months, and what the manager typed. */
export function otherRevenueCells(site: DemoSite, today: Day): DemoCell[] {
  const first = startOf(site).slice(0, 7)
  const closed = actualMonths(today).slice(0, -1)
  const typed = isOdd(site, 'withoutContract') ? [] : typedMonths(site, today)
  return [
    ...budgetMonths(site, today).flatMap((month) =>
      cellsOf(
        month,
        'budget',
        rowsOf(site, (row) => ten(usual(site, row))),
      ),
    ),
    ...closed.flatMap((month) =>
      month < first
        ? []
        : cellsOf(
            month,
            'actual',
            rowsOf(site, (row) => happened(site, row, month)),
          ),
    ),
    ...typed.flatMap((month) => {
      if (month < first) return []
      const rows = rowsOf(site, (row) => ten(usual(site, row) * around(0.2, site.siteId, month, row, 'typed')))
      return cellsOf(month, 'forecast', rows)
    }),
  ]
}

/** Signing bonuses are written off evenly; everything else varies. */
const happened = (site: DemoSite, row: OtherRevenueId, month: Month): number =>
  row === 'signingBonus'
    ? ten(usual(site, row))
    : Math.round(usual(site, row) * around(0.35, site.siteId, month, row, 'happened'))

function rowsOf({ siteId }: DemoSite, amount: (row: OtherRevenueId) => number): Record<string, number> {
  const own = OTHER_REVENUE_ROWS.filter(({ id }) => chance(siteId, id, 'has') < USUAL[id].sites)
  return Object.fromEntries(own.map(({ id }) => [otherRevenueLineId(id), amount(id)]))
}

/** A row's usual month in cents, in the sign it has to have. */
function usual({ siteId }: DemoSite, row: OtherRevenueId): number {
  const { from, more } = USUAL[row]
  const sign = OTHER_REVENUE_ROWS.find(({ id }) => id === row)?.sign ?? 1
  return sign * (from + more * chance(siteId, row, 'size')) * 100
}

/** To ten dollars, as people type; never −0. */
const ten = (cents: number): number => Math.round(cents / 1000) * 1000 || 0
