// The P&L rows of ten sites beside HyperFormula, a spreadsheet engine, doing the same sums over the same numbers.
// HyperFormula is GPL: it is a peer on this bench and never a part of the product.
import { HyperFormula } from 'hyperformula'
import { addColumns, type ColumnLine, type SiteColumns } from '../../shared/calc/profit-and-loss/day-columns.ts'
import { daysOf, monthsOf } from '../../shared/core/calendar.ts'
import { at, ms, numbersBelow, print, times } from './measure.ts'

const SITES = 10
const COUNTS = 8
const MONTHS = monthsOf(2026)
const below = numbersBelow()

const lines: ColumnLine[] = Array.from({ length: 40 }, (_, line) =>
  line < COUNTS
    ? { row: 'ExternalRevenue', unit: 'count' }
    : { row: line < 28 ? 'Payroll' : 'OtherExpense', unit: 'money' },
)
let days = 0
const monthEnds = MONTHS.map((month) => (days += daysOf(month).length))
const sites = Array.from({ length: SITES }, (): SiteColumns => ({
  days: Float64Array.from({ length: lines.length * days }, (_, i) =>
    below(Math.floor(i / days) < COUNTS ? 400_000_000 : 90_000),
  ),
  rates: Float64Array.from({ length: lines.length * 12 }, () => below(9_999)),
}))

/** `A` to `Z`, then `AA`: forty columns need no more. */
const column = (line: number): string => {
  const letter = String.fromCodePoint(65 + (line % 26))
  return line < 26 ? letter : `A${letter}`
}

/** A site as a sheet: a row a day, a column a line, twelve rows of rates below, and the month's rows beside the first days. */
function sheetOf(site: SiteColumns): (number | string)[][] {
  const rows: (number | string)[][] = Array.from({ length: days + 12 }, (_, row) =>
    lines.map((_, line) => (row < days ? site.days[line * days + row] : site.rates[line * 12 + row - days]) ?? 0),
  )
  MONTHS.forEach((_, month) => {
    const from = (monthEnds[month - 1] ?? 0) + 1
    const to = monthEnds[month] ?? 0
    const block = (first: number, last: number) => `SUM(${column(first)}${from}:${column(last)}${to})`
    const revenue = Array.from(
      { length: COUNTS },
      (_, line) => `${block(line, line)}*${column(line)}${days + month + 1}`,
    )
    rows[month]?.push(`=(${revenue.join('+')})/1000000`, `=${block(COUNTS, 27)}`, `=${block(28, 39)}`)
  })
  return rows
}

const sheets = Object.fromEntries(sites.map((site, i) => [`Site${i}`, sheetOf(site)]))
const engine = HyperFormula.buildFromSheets(sheets, { licenseKey: 'gpl-v3' })
const ours = times(20, () => addColumns(sites, lines, monthEnds))
const theirs = times(20, () => engine.rebuildAndRecalculate())
// Both must have done the same work: January's revenue of all sites, in dollars.
const january = sites.reduce((sum, _, sheet) => sum + Number(engine.getCellValue({ sheet, row: 0, col: 40 })) / 100, 0)
const exact = addColumns(sites, lines, monthEnds).get('ExternalRevenue')?.[0]?.toNumber() ?? Number.NaN
if (!(Math.abs(january - exact) < exact * 1e-9)) throw new Error(`HyperFormula has ${january}, we have ${exact}`)
print(
  `P&L rows of ${SITES} sites × 40 lines × 365 days`,
  ms(at(ours, 0.5)),
  `${(at(ours, 0.5) / at(theirs, 0.5)).toFixed(4)} × HyperFormula, ${ms(at(theirs, 0.5))}`,
)
