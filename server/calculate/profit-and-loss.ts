import { given, part, step } from '../../shared/calc/explain.ts'
import type { Explained } from '../../shared/calc/explained.ts'
import { accountRow, claimsRow } from '../../shared/calc/profit-and-loss/account-rows.ts'
import type { AccountAmounts } from '../../shared/calc/profit-and-loss/account-use.ts'
import type { PlCell } from '../../shared/calc/profit-and-loss/cell.ts'
import { type Amounts, DATA_SETS, type DataSet, type MonthKind } from '../../shared/calc/profit-and-loss/data-sets.ts'
import { FLC_INPUTS } from '../../shared/calc/profit-and-loss/flc.ts'
import { insuranceRow, ptebRow } from '../../shared/calc/profit-and-loss/payroll-burden.ts'
import { addCells, fromAmountRows, rollupCounts } from '../../shared/calc/profit-and-loss/rollup.ts'
import { direction } from '../../shared/calc/profit-and-loss/significance.ts'
import { rowCells, type SiteMonthInput } from '../../shared/calc/profit-and-loss/site-month.ts'
import { type ProfitAndLoss, siteYear } from '../../shared/calc/profit-and-loss/site-year.ts'
import { percentRule } from '../../shared/calc/profit-and-loss/percent-rule.ts'
import { significance } from '../../shared/calc/profit-and-loss/significance.ts'
import { variance } from '../../shared/calc/variance.ts'
import { titleOfAccount } from './account-titles.ts'
import { PL_ROWS } from '../../shared/categories/profit-and-loss.ts'
import type { InputsOf } from '../../shared/contract/calculate.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { refuse } from './refuse.ts'
import type { Runners } from './runner.ts'
import { exact, rounded, toWire } from './to-wire.ts'

type MonthInputs = InputsOf<'profitAndLoss'>['months'][number]
type AnyPl = ProfitAndLoss<{ readonly amounts: Amounts; readonly kind: MonthKind }>

const POLARITY = { good: 1, bad: -1, neither: 0 } as const

export const profitAndLossRunners: Runners<
  'pteb.row' | 'insurance.row' | 'otherExpense.row' | 'profitAndLoss' | 'variance' | 'rollup'
> = {
  'pteb.row': ({ month, payroll, loaded, rules }) => rowResult(ptebRow(month, payroll, loaded, rules)),

  'insurance.row': ({ month, payroll, hasManagementAgreement, vehicleInsurance, loaded, rules }) =>
    rowResult(insuranceRow(month, payroll, { hasManagementAgreement, vehicle: vehicleInsurance }, loaded, rules)),

  'otherExpense.row': ({ row, month, accounts, loaded }) => {
    const amounts = accountList(accounts)
    return rowResult(row === 'Claims' ? claimsRow(month, amounts, loaded) : accountRow(row, month, amounts, loaded))
  },

  profitAndLoss: ({ months, today, rules }) => {
    inOrder(months, 'months')
    const year = siteYear(months.map(toSiteMonth), { today, rules })
    return { ...toWire(flcOfMonths(year)), rows: rowsOf(year) }
  },

  variance: ({ value, baseline, moreIs, levels }) => {
    const found = variance(value, baseline, POLARITY[moreIs])
    const rule = percentRule(value, baseline, 'money')
    const amount = found?.amount ?? null
    const from = [given('value', value, 'money', 'inputs'), given('baseline', baseline, 'money', 'inputs')]
    const percent = found?.percent ?? null
    const explained: Explained = {
      total: amount,
      parts: [part('value', 'Value', value), part('baseline', 'Less baseline', baseline?.negated() ?? null)],
      steps: [
        step('9.4', 'Amount', amount, 'money', from),
        step('9.4', 'Percent of the baseline', percent, 'count', from),
      ],
      remark: found === null ? 'One side is not known: there is nothing to compare.' : null,
    }
    return {
      ...toWire(explained),
      percent: rounded(percent, 'count'),
      percentExact: exact(percent),
      percentRule: rule.kind,
      verdict: found?.verdict ?? null,
      significance: significance(percent, levels),
      direction: amount === null ? null : direction(amount),
    }
  },

  rollup: ({ sites, today, rules }) => {
    const months = (sites[0]?.months ?? []).map(({ month }) => month)
    const ids = sites.map(({ siteId }) => siteId)
    sites.forEach((site, i) => {
      if (ids.indexOf(site.siteId) !== i)
        refuse(`sites.${i}.siteId`, 'This site is told twice.', 'each site once', site.siteId)
      inOrder(site.months, `sites.${i}.months`)
      const own = site.months.map(({ month }) => month)
      if (own.join() !== months.join())
        refuse(`sites.${i}.months`, 'Every site has the same months.', months.join(', '), own.join(', '))
    })
    const cells = sites.map((site) => site.months.map((month) => rowCells(toSiteMonth(month), { today, rules })))
    const all = fromAmountRows(months, (row) =>
      months.map((_, at) => addCells(cells.flatMap((ofSite) => ofSite[at]?.[row] ?? []))),
    )
    const counts = rollupCounts(sites.map(({ hasForecast }) => ({ hasForecast, error: null })))
    return { ...toWire(flcOfMonths(all)), rows: rowsOf(all), ...counts }
  },
}

function rowResult({ explained, kind, amounts }: PlCell) {
  return { ...toWire(explained), kind, amounts: amountSet(amounts) }
}

/** Five amounts on the wire. */
export const amountSet = (amounts: Amounts) =>
  Object.fromEntries(DATA_SETS.map((set) => [set, rounded(amounts[set])])) as Record<DataSet, number | null>

const accountList = (accounts: MonthInputs['accounts']): AccountAmounts[] =>
  Object.entries(accounts).map(([account, amounts]) => ({ account, title: titleOfAccount(account), ...amounts }))

const toSiteMonth = (month: MonthInputs): SiteMonthInput => ({
  ...month,
  external: { ...month.external, parts: [] },
  internal: { ...month.internal, parts: [] },
  payroll: { ...month.payroll, parts: [] },
  accounts: accountList(month.accounts),
  loaded: Object.fromEntries(Object.entries(month.loaded).filter(([, loaded]) => loaded !== undefined)),
})

function inOrder(months: readonly { readonly month: string }[], field: string): void {
  months.forEach(({ month }, i) => {
    const before = months[i - 1]?.month
    if (before !== undefined && before >= month)
      refuse(`${field}.${i}.month`, 'Months are told once each, in order.', `a month after ${before}`, month)
  })
}

/** FLC over the months: the total column, with its seven inputs as parts and each month as a step (domain.md 9.2). */
function flcOfMonths({ months, rows }: AnyPl): Explained {
  const trendOf = (code: keyof typeof rows): Decimal | null => rows[code].total.trend
  return {
    total: trendOf('FLC'),
    parts: FLC_INPUTS.map(({ code, label, inFlc }) =>
      part(code, label, inFlc === 1 ? trendOf(code) : (trendOf(code)?.negated() ?? null)),
    ),
    steps: months.map((month, i) =>
      step(
        '9.2',
        `FLC of ${month}`,
        rows.FLC.cells[i]?.amounts.trend ?? null,
        'money',
        FLC_INPUTS.map(({ code, label }) => {
          const cell = rows[code].cells[i]
          return given(label, cell?.amounts.trend ?? null, 'money', cell?.kind ?? 'empty')
        }),
      ),
    ),
    remark: null,
  }
}

/** A P&L on the wire, rounded once. */
export const rowsOf = ({ months, rows }: AnyPl) =>
  PL_ROWS.map(({ code, label, polarity }) => ({
    code,
    label,
    polarity,
    months: rows[code].cells.map((cell, i) => ({
      month: months[i] ?? '',
      kind: cell.kind,
      ...amountSet(cell.amounts),
    })),
    total: amountSet(rows[code].total),
    percentOfRevenue: amountSet(rows[code].percentOfRevenue),
  }))
