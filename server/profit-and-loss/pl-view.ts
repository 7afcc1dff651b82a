import type { z } from 'zod'
import type { Explained } from '../../shared/calc/explained.ts'
import type { Components, InternalRevenue } from '../../shared/calc/internal-revenue/internal-revenue.ts'
import type { PlCell } from '../../shared/calc/profit-and-loss/cell.ts'
import { cutTo } from '../../shared/calc/profit-and-loss/cut-to.ts'
import { FLC_INPUTS } from '../../shared/calc/profit-and-loss/flc.ts'
import { profitAndLossOf } from '../../shared/calc/recompute/site-year-sheet.ts'
import { PL_ROWS } from '../../shared/categories/profit-and-loss.ts'
import type { plViewApi } from '../../shared/contract/pl-view.ts'
import { type Day, monthsOf } from '../../shared/core/calendar.ts'
import { rowsOf } from '../calculate/profit-and-loss.ts'
import { rounded, toWire } from '../calculate/to-wire.ts'
import type { ComputedYear } from '../site-year/site-years.ts'
import type { Site } from '../store/sites.ts'

type View = z.input<(typeof plViewApi)['read']['data']>
type Flc = z.input<(typeof plViewApi)['flc']['data']>

/** The months a period names: all of a year, or the one. */
export const monthsIn = (period: string): readonly string[] =>
  period.length === 4 ? monthsOf(Number(period)) : [period]

/** The P&L of a site on the wire; with what every cell came about from where that is asked for (domain.md 9.5). */
export function plView(site: Site, computed: ComputedYear, period: string, today: Day, isBroken: boolean): View {
  const { result } = computed
  const months = monthsIn(period)
  return {
    siteId: site.siteId,
    siteName: site.name,
    period,
    today,
    hasForecast: result.hasForecast,
    error: result.error,
    rows: rowsOf(cutTo(result.year, months)),
    details: isBroken ? detailsOf(computed, months) : [],
  }
}

function detailsOf({ sheet, result }: ComputedYear, months: readonly string[]): View['details'] {
  if (sheet === null) return []
  const year = profitAndLossOf(sheet)
  return PL_ROWS.flatMap(({ code }) =>
    months.flatMap((month) => {
      const place = result.year.months.indexOf(month)
      const cell = year.rows[code].cells[place]
      if (cell === undefined) return []
      const revenue =
        code === 'InternalRevenue' ? (sheet.values.get('internalRevenue')?.[place] as InternalRevenue) : null
      return [
        {
          code,
          month,
          kind: cell.kind,
          explained: toWire(cell.explained),
          // The ledger's amount of a closed month is not what the contract was expected to earn.
          components: cell.kind === 'actual' ? [] : componentsOf(revenue?.components ?? null),
          accounts: accountsOf(cell),
        },
      ]
    }),
  )
}

const COMPONENT_LABELS: Readonly<Record<keyof Components, string>> = {
  fixedFee: 'Fixed fee',
  perOccupiedRoom: 'Per occupied room',
  perLaborHour: 'Per labor hour',
  revenueShare: 'Revenue share',
  billableAccounts: 'Billable accounts',
  managementAgreement: 'Management agreement',
  otherRevenue: 'Other revenue',
}

function componentsOf(components: Components | null): View['details'][number]['components'] {
  if (components === null) return []
  return Object.entries(COMPONENT_LABELS).flatMap(([id, label]) => {
    const explained: Explained | null = components[id as keyof Components]
    return explained === null ? [] : [{ id, label, explained: toWire(explained) }]
  })
}

function accountsOf({ detail }: PlCell): View['details'][number]['accounts'] {
  if (detail.kind !== 'accounts') return []
  return detail.accounts.map(({ account, title, budget, forecast, actual, used, from }) => ({
    account,
    title,
    budget: rounded(budget),
    forecast: rounded(forecast),
    actual: rounded(actual),
    used: rounded(used),
    from,
  }))
}

/** Front line contribution of a period with what it is made of (domain.md 9.2). */
export function flcView(site: Site, { result }: ComputedYear, period: string): Flc {
  const { rows } = cutTo(result.year, monthsIn(period))
  const trend = (code: keyof typeof rows) => rounded(rows[code].total.trend)
  return {
    siteId: site.siteId,
    period,
    internalRevenue: trend('InternalRevenue'),
    expenses: {
      payroll: trend('Payroll'),
      claims: trend('Claims'),
      parkingRents: trend('ParkingRents'),
      otherExpense: trend('OtherExpense'),
      pteb: trend('Pteb'),
      insurance: trend('Insurance'),
    },
    flc: trend('FLC'),
    budgetFlc: rounded(rows.FLC.total.budget),
    cumulativeToBudget: trend('FLC_CUMULATIVE'),
  }
}

/** Rows a rollup tells of each child. */
export const CHILD_ROWS = ['ExternalRevenue', ...FLC_INPUTS.map(({ code }) => code), 'FLC'] as const
