import { sumOf } from '../../../shared/calc/day-figures.ts'
import { ENTERED_EXPENSE_ACCOUNTS } from '../../../shared/categories/ledger-accounts.ts'
import { OTHER_REVENUE_ROWS } from '../../../shared/categories/other-revenue.ts'
import { RATE_CATEGORIES } from '../../../shared/categories/parking-rates.ts'
import { JOB_FAMILIES } from '../../../shared/categories/payroll.ts'
import type { Month } from '../../../shared/core/calendar.ts'
import type { Decimal } from '../../../shared/core/decimal.ts'
import type { Months, SiteFigures } from '../read/site-figures.ts'
import type { PlanRow, SheetPlan } from './sheet-plan.ts'
import type { Steps } from './steps.ts'
import type { Stamps } from './stamps.ts'
import {
  addingCells,
  FIRST_ROW,
  live,
  monthColumn,
  monthSpan,
  plain,
  sumFormula,
  TOTAL_COLUMN,
  yearPlan,
} from './year-plan.ts'
import { statisticsRows } from './statistics-year.ts'

type Sheet = {
  readonly name: string
  readonly group: string
  readonly rowsOf: (site: SiteFigures, first: number) => PlanRow[]
  readonly hasTotal: boolean
  readonly format: 'money' | 'count'
}
const SHEETS: readonly Sheet[] = [
  { name: 'Statistics', group: 'Group', rowsOf: statisticsRows, hasTotal: true, format: 'count' },
  { name: 'Payroll', group: 'Job family', rowsOf: payrollRows, hasTotal: true, format: 'money' },
  { name: 'Parking rates', group: 'Group', rowsOf: rateRows, hasTotal: false, format: 'money' },
  { name: 'Other revenue', group: 'Group', rowsOf: otherRevenueRows, hasTotal: true, format: 'money' },
  { name: 'Other expenses', group: 'Account', rowsOf: otherExpenseRows, hasTotal: true, format: 'money' },
]

/** The sheets of the five categories that are typed, of one site or of many, by month (domain.md 2–5). */
export function* categorySheets(
  sites: readonly SiteFigures[],
  stamps: Stamps,
  months: readonly Month[],
): Steps<SheetPlan[]> {
  const plans: SheetPlan[] = []
  for (const { name, group, rowsOf, hasTotal, format } of SHEETS) {
    const rows = yield* bySite(sites, rowsOf)
    plans.push(
      yearPlan({ name, stamps, months, format, group, after: hasTotal ? [{ title: 'Total', format }] : [], rows }),
    )
  }
  return plans
}

/** The rows of every site below each other; a site that is not on this computer says so in its place. */
export function* bySite(
  sites: readonly SiteFigures[],
  rowsOf: (site: SiteFigures, first: number) => PlanRow[],
): Steps<PlanRow[]> {
  const rows: PlanRow[] = []
  for (const site of sites) {
    if (site.loaded) rows.push(...rowsOf(site, FIRST_ROW + rows.length))
    else rows.push(remark(site, site.remarks[0] ?? ''))
    yield
  }
  return rows
}

/** A statement in the place of figures. */
export const remark = ({ site }: SiteFigures, words: string): PlanRow => ({
  kind: 'remark',
  cells: [site.siteId, site.name, null, words],
})

const yearOf = (months: Months) => sumOf([...months])
/** The months of several lines added, line by line. */
const added = (lines: readonly Months[]): Months =>
  Array.from({ length: 12 }, (_, month) => sumOf(lines.map((line) => line[month] ?? null)))

/** A row that is the sum of the rows above it. */
function sumRow(
  lead: PlanRow['cells'],
  [first, last]: readonly [number, number],
  at: number,
  lines: readonly Months[],
) {
  const sums = added(lines)
  const cells = sums.map((sum, month) => {
    const column = monthColumn(month)
    return live(sumFormula(`${column}${first}:${column}${last}`), sum)
  })
  return { kind: 'total', cells: [...lead, ...cells, live(sumFormula(monthSpan(at)), yearOf(sums))] } as const
}

function payrollRows(figures: SiteFigures, first: number): PlanRow[] {
  const { site, payroll } = figures
  if (payroll.length === 0) return [remark(figures, 'No staff is known at this site.')]
  const familyOf = (id: string) => JOB_FAMILIES.find((family) => family.id === id)?.name ?? id
  const rows: PlanRow[] = []
  const block = (metric: 'hours' | 'cost', lines: SiteFigures['payroll']) => {
    if (lines.length === 0) return
    const from = first + rows.length
    for (const { job, [metric]: months } of lines) {
      const lead = [site.siteId, site.name, familyOf(job.familyId), `${job.code} ${job.title}, ${metric}`]
      rows.push({
        kind: 'figures',
        format: metric === 'hours' ? 'hours' : 'money',
        cells: [...lead, ...addingCells(first + rows.length, months, yearOf(months))],
      })
    }
    const at = first + rows.length
    const lead = [site.siteId, site.name, null, metric === 'hours' ? 'All hours' : 'All cost']
    rows.push(
      sumRow(
        lead,
        [from, at - 1],
        at,
        lines.map(({ [metric]: months }) => months),
      ),
    )
  }
  // Nobody forecasts the hours of a salary, and nobody reads them (domain.md 3.11).
  block(
    'hours',
    payroll.filter(({ job }) => job.annualSalary === null),
  )
  block('cost', payroll)
  return [...rows, ...inPlRows(figures, first + rows.length)]
}

/** A row of a column less the row above it, in whole cents. */
const lessRow = (column: string, at: number): string =>
  `IF(COUNT(${column}${at - 1}:${column}${at})=2,ROUND(${column}${at}-${column}${at - 1},2),"")`

/**
 * What the P&L shows for payroll, and by how much it differs from the row above: closed months are the ledger's, and a
 * month nobody forecast is its budget to the cent, while a salary's day is a 365th of it (domain.md 3.4, 9.3).
 */
function inPlRows({ site, payroll, result }: SiteFigures, at: number): PlanRow[] {
  const all = added(payroll.map(({ cost }) => cost))
  const inPl = result.year.rows.Payroll.cells.map(({ amounts }) => amounts.trend)
  const less = (amount: Decimal | null, own: Decimal | null): Decimal | null =>
    amount === null || own === null ? null : amount.minus(own).toDecimalPlaces(2)
  const total = yearOf(inPl)
  const beyond = inPl.map((amount, i) => live(lessRow(monthColumn(i), at), less(amount, all[i] ?? null)))
  return [
    { kind: 'figures', cells: [site.siteId, site.name, null, 'Payroll in the P&L', ...addingCells(at, inPl, total)] },
    {
      kind: 'figures',
      format: 'change',
      cells: [
        site.siteId,
        site.name,
        null,
        'Of it beyond all cost',
        ...beyond,
        live(lessRow(TOTAL_COLUMN, at), less(total, yearOf(all))),
      ],
    },
  ]
}

function rateRows({ site, rates }: SiteFigures): PlanRow[] {
  return RATE_CATEGORIES.map(({ id, label }) => ({
    kind: 'figures',
    cells: [
      site.siteId,
      site.name,
      label.startsWith('Valet') ? 'Valet' : 'Self',
      `${label} rate`,
      ...(rates[id] ?? []).map(plain),
    ],
  }))
}

function otherRevenueRows({ site, otherRevenue }: SiteFigures, first: number): PlanRow[] {
  return linesAndSum(
    site,
    first,
    OTHER_REVENUE_ROWS.map(({ id, label }) => ({ group: 'Other revenue', label, months: otherRevenue[id] ?? [] })),
    'Net other revenue',
  )
}

function otherExpenseRows({ site, otherExpenses }: SiteFigures, first: number): PlanRow[] {
  return linesAndSum(
    site,
    first,
    [
      ...ENTERED_EXPENSE_ACCOUNTS.map(({ account, title }) => ({
        group: account,
        label: title,
        months: otherExpenses[account] ?? [],
      })),
      { group: 'others', label: 'Miscellaneous other expenses', months: otherExpenses['miscellaneous'] ?? [] },
    ],
    'Total other expense',
  )
}

function linesAndSum(
  site: SiteFigures['site'],
  first: number,
  lines: readonly { readonly group: string; readonly label: string; readonly months: Months }[],
  total: string,
): PlanRow[] {
  const last = first + lines.length - 1
  return [
    ...lines.map(({ group, label, months }, i): PlanRow => ({
      kind: 'figures',
      cells: [site.siteId, site.name, group, label, ...addingCells(first + i, months, yearOf(months))],
    })),
    sumRow(
      [site.siteId, site.name, null, total],
      [first, last],
      last + 1,
      lines.map(({ months }) => months),
    ),
  ]
}
