import { cutTo } from '../../../shared/calc/profit-and-loss/cut-to.ts'
import { monthsIn, PL_PERIODS, type PlPeriod } from '../../../shared/calc/profit-and-loss/months-in.ts'
import {
  type VarianceCell,
  type VarianceRow,
  varianceView,
} from '../../../shared/calc/profit-and-loss/variance-view.ts'
import { PL_ROWS, type PlRowCode } from '../../../shared/categories/profit-and-loss.ts'
import type { Month } from '../../../shared/core/calendar.ts'
import type { Decimal } from '../../../shared/core/decimal.ts'
import { plRow } from './pl-rows.ts'
import type { Subject } from './pl-sheets.ts'
import { type Formula, type PlanCell, type PlanRow, quoted, type SheetPlan } from './sheet-plan.ts'
import { monthTitle, STAMP_ROWS, stampRows, type Stamps } from './stamps.ts'
import { FIRST_ROW, live, monthColumn, monthSpan, sumFormula, TOTAL_COLUMN, yearPlan } from './year-plan.ts'

const PL = quoted('P&L')
const BY_MONTH = 'Variance by month'
const CODES = PL_ROWS.filter(({ code }) => code !== 'FLC_CUMULATIVE')
const BASELINES = [
  { type: 'budget', set: 'budget', title: 'Against budget' },
  { type: 'prior-year', set: 'priorYear', title: 'Against last year' },
] as const
type BaselineType = (typeof BASELINES)[number]['type']

/** The row of a line on the sheet by month. */
const changeRow = (type: BaselineType, code: PlRowCode): number =>
  FIRST_ROW +
  BASELINES.findIndex((one) => one.type === type) * CODES.length +
  CODES.findIndex((row) => row.code === code)

/** Percent as the screen has it (grid-and-pnl.md D2): n/a for a baseline of 0, n/m where the sign changes. */
function percent(change: string, baseline: string, { percent: rule }: VarianceCell): Formula {
  const formula = `IF(OR(${change}="",${baseline}=""),"",IF(ROUND(${baseline},6)=0,"n/a",IF(AND(ROUND(${baseline}+${change},6)<>0,(${baseline}+${change})*${baseline}<0),"n/m",${change}/ABS(${baseline}))))`
  if (rule.kind === 'not-applicable') return { formula, result: 'n/a' }
  if (rule.kind === 'not-meaningful') return { formula, result: 'n/m' }
  return { formula, result: rule.kind === 'missing' ? '' : rule.value.div(100).toNumber() }
}

/** A variance's baseline over the months in which both sides are known. */
const comparedFormula = (changes: string, baselines: string): string =>
  `IF(COUNT(${changes})=0,"",SUMPRODUCT(--ISNUMBER(${changes}),${baselines}))`

/** Every row against budget and last year: month by month, and over the months that have both sides (domain.md 9.4). */
export function varianceByMonth({ id, name, pl }: Subject, stamps: Stamps, months: readonly Month[]): SheetPlan {
  const rows = BASELINES.flatMap(({ type, set, title }) => {
    const view = byCode(varianceView(pl, { type }))
    return CODES.map(({ code, label, kind }): PlanRow => {
      const at = changeRow(type, code)
      const { cells, total } = view(code)
      const changes = cells.map(({ variance }, month): PlanCell => {
        const column = monthColumn(month)
        const [value, baseline] = [
          `${PL}!${column}${plRow(FIRST_ROW, 'trend', code)}`,
          `${PL}!${column}${plRow(FIRST_ROW, set, code)}`,
        ]
        return live(`IF(COUNT(${value},${baseline})=2,${value}-${baseline},"")`, variance?.amount ?? null)
      })
      const baselines = `${PL}!${monthSpan(plRow(FIRST_ROW, set, code))}`
      const [change, compared] = [`${TOTAL_COLUMN}${at}`, `S${at}`]
      return {
        kind: kind === 'result' ? 'total' : 'figures',
        cells: [
          id,
          name,
          title,
          label,
          ...changes,
          live(sumFormula(monthSpan(at)), total.variance?.amount ?? null),
          percent(change, compared, total),
          live(comparedFormula(monthSpan(at), baselines), total.baseline),
        ],
      }
    })
  })
  return yearPlan({
    name: BY_MONTH,
    stamps,
    months,
    rows,
    format: 'change',
    group: 'Compared',
    after: [
      { title: 'Total', format: 'change' },
      { title: 'Total %', format: 'changePercent' },
      { title: 'Compared with', format: 'money', width: 18 },
    ],
  })
}

const byCode = (view: readonly VarianceRow[]) => {
  const rows = new Map(view.map((row) => [row.code, row]))
  return (code: PlRowCode): VarianceRow => {
    const found = rows.get(code)
    if (found === undefined) throw new Error(`no variance of ${code}`)
    return found
  }
}

const PERIOD_TITLES: Record<PlPeriod, (months: readonly Month[]) => string> = {
  month: ([month = '']) => monthTitle(month),
  quarter: ([month = '']) => `Quarter ${Math.ceil(Number(month.slice(5)) / 3)}`,
  'to-date': () => 'Year to date',
  rest: () => 'Rest of the year',
  year: () => 'Full year',
}

/** The P&L over the periods of the screen, each counted from the open month, against budget and last year (D3). */
export function variancePlan(
  { id, name, pl }: Subject,
  stamps: Stamps,
  months: readonly Month[],
  open: Month,
): SheetPlan {
  const rows: PlanRow[] = []
  for (const period of PL_PERIODS) {
    const counted = monthsIn(period, months, open)
    if (counted.length > 0) rows.push(...periodRows([id, name], pl, months, period, counted, FIRST_ROW + rows.length))
  }
  const head = ['Site', 'Name', 'Period', 'Line', 'Actual and forecast', 'Budget', 'Change', 'Change %']
  const more = ['Last year', 'Change', 'Change %', '% of internal revenue', 'Budget compared', 'Last year compared']
  return {
    name: 'Variance',
    rows: [
      ...stampRows('Variance', stamps),
      {
        kind: 'group',
        isLeft: true,
        cells: [
          null,
          null,
          null,
          null,
          null,
          'Against budget',
          null,
          null,
          'Against last year',
          ...Array.from({ length: 5 }, () => null),
        ],
      },
      { kind: 'head', cells: [...head, ...more] },
      ...rows,
    ],
    columns: [
      { width: 9 },
      { width: 24 },
      { width: 18 },
      { width: 32 },
      { width: 15, format: 'money' },
      { width: 15, format: 'money' },
      { width: 15, format: 'change' },
      { width: 11, format: 'changePercent' },
      { width: 15, format: 'money' },
      { width: 15, format: 'change' },
      { width: 11, format: 'changePercent' },
      { width: 11, format: 'ratio' },
      { width: 15, format: 'money' },
      { width: 15, format: 'money' },
    ],
    frozen: { rows: STAMP_ROWS + 2, columns: 4 },
    heading: { first: STAMP_ROWS + 1, last: STAMP_ROWS + 2 },
    names: [],
    notes: new Map(),
    filter: true,
  }
}

function periodRows(
  lead: readonly [string, string],
  pl: Subject['pl'],
  months: readonly Month[],
  period: PlPeriod,
  counted: readonly Month[],
  first: number,
): PlanRow[] {
  const cut = cutTo(pl, counted)
  const from = months.indexOf(counted[0] ?? '')
  const to = from + counted.length - 1
  const budget = byCode(varianceView(cut, { type: 'budget' }))
  const lastYear = byCode(varianceView(cut, { type: 'prior-year' }))
  const title = PERIOD_TITLES[period](counted)
  return PL_ROWS.map(({ code, label, kind, percentOfRevenue }, i): PlanRow => {
    const at = first + i
    const looks = kind === 'result' ? 'total' : 'figures'
    const front = [...lead, title, label]
    if (code === 'FLC_CUMULATIVE') {
      const running = pl.rows.FLC_CUMULATIVE.cells[to]?.amounts.trend ?? null
      return {
        kind: looks,
        cells: [...front, live(`${PL}!${monthColumn(to)}${plRow(FIRST_ROW, 'trend', code)}`, running)],
      }
    }
    const { total, percentOfRevenue: share } = cut.rows[code]
    const amounts = (set: 'trend' | 'budget' | 'priorYear') =>
      `${PL}!${monthSpan(plRow(FIRST_ROW, set, code), from, to)}`
    const sum = (set: 'trend' | 'budget' | 'priorYear') => live(sumFormula(amounts(set)), total[set])
    const changes = (type: BaselineType) => `${quoted(BY_MONTH)}!${monthSpan(changeRow(type, code), from, to)}`
    const against = (
      type: BaselineType,
      { total: cell }: VarianceRow,
      change: string,
      compared: string,
    ): PlanCell[] => [
      live(sumFormula(changes(type)), amountOf(cell)),
      percent(`${change}${at}`, `${compared}${at}`, cell),
    ]
    const revenue = `E${first + PL_ROWS.findIndex((row) => row.code === 'InternalRevenue')}`
    return {
      kind: looks,
      cells: [
        ...front,
        sum('trend'),
        sum('budget'),
        ...against('budget', budget(code), 'G', 'M'),
        sum('priorYear'),
        ...against('prior-year', lastYear(code), 'J', 'N'),
        percentOfRevenue
          ? live(`IF(OR(N(${revenue})<=0,E${at}=""),"",E${at}/${revenue})`, share.trend?.div(100) ?? null)
          : null,
        live(comparedFormula(changes('budget'), amounts('budget')), budget(code).total.baseline),
        live(comparedFormula(changes('prior-year'), amounts('priorYear')), lastYear(code).total.baseline),
      ],
    }
  })
}

const amountOf = ({ variance }: VarianceCell): Decimal | null => variance?.amount ?? null
