import { bug } from '../../core/bug.ts'
import { Decimal } from '../../core/decimal.ts'
import type { AmountRow } from './flc.ts'

/** What one line of day columns stands for: vehicles (millionths) that earn a rate, or money (cents). */
export type ColumnLine = { readonly row: AmountRow; readonly unit: 'count' | 'money' }

/**
 * A site's days as plain numbers, for adding up many sites at once: line after line, each with all days of the year, as
 * the stored integers; NaN is "nothing known".
 */
export type SiteColumns = {
  readonly days: Float64Array
  /** Cents per vehicle, line after line, each with its months; NaN where there is none, which earns 0. */
  readonly rates: Float64Array
}

/** Amounts by row and month; null where no site knows a day. */
export type ColumnTotals = ReadonlyMap<AmountRow, readonly (Decimal | null)[]>

/** Vehicles are stored in millionths, so a count × a rate is in millionths of a cent. */
const MILLION = 1_000_000

/**
 * The rows of many sites from their days (domain.md 7, 9.6): counts × the month's one rate, and money, added over lines
 * and sites. Exact, though it only ever adds and multiplies whole numbers: whole cents and millionths of a cent are
 * carried apart, and decimals are made once per row and month.
 *
 * `monthEnds` holds, for each month, the index of the day after its last.
 */
export function addColumns(
  sites: readonly SiteColumns[],
  lines: readonly ColumnLine[],
  monthEnds: readonly number[],
): ColumnTotals {
  const rows = [...new Set(lines.map(({ row }) => row))]
  const rowOfLine = lines.map(({ row }) => rows.indexOf(row))
  const [months, days] = [monthEnds.length, monthEnds.at(-1) ?? 0]
  const cents = new Float64Array(rows.length * months)
  const millionths = new Float64Array(rows.length * months)
  const known = new Uint8Array(rows.length * months)
  const sums = new Float64Array(months)

  for (const site of sites) {
    for (let line = 0; line < lines.length; line += 1) {
      const isCount = lines[line]?.unit === 'count'
      const base = (rowOfLine[line] ?? 0) * months
      sumMonths(site.days, line * days, monthEnds, sums)
      for (let month = 0; month < months; month += 1) {
        const sum = sums[month] ?? Number.NaN
        if (Number.isNaN(sum)) continue
        const at = base + month
        known[at] = 1
        if (isCount) {
          const given = site.rates[line * months + month] ?? Number.NaN
          const rate = Number.isNaN(given) ? 0 : given
          const whole = Math.floor(sum / MILLION) // `%` takes ten times as long; any split into the two is as exact
          cents[at] = (cents[at] ?? 0) + whole * rate
          millionths[at] = (millionths[at] ?? 0) + (sum - whole * MILLION) * rate
        } else {
          cents[at] = (cents[at] ?? 0) + sum
        }
      }
    }
  }
  return new Map(
    rows.map((row, r) => [
      row,
      Array.from({ length: months }, (_, month) => {
        const at = r * months + month
        return known[at] === 1 ? dollars(cents[at] ?? 0, millionths[at] ?? 0) : null
      }),
    ]),
  )
}

/** The known days of each month of one line added; NaN for a month of which no day is known. */
function sumMonths(days: Float64Array, start: number, monthEnds: readonly number[], sums: Float64Array): void {
  let from = start
  for (let month = 0; month < sums.length; month += 1) {
    const end = start + (monthEnds[month] ?? 0)
    const sum = sumAll(days, from, end)
    sums[month] = Number.isNaN(sum) ? sumKnown(days, from, end) : sum
    from = end
  }
}

/** All days added, two at a time so that one addition need not wait for the other; NaN when any is not known. */
function sumAll(days: Float64Array, from: number, end: number): number {
  let even = 0
  let odd = 0
  let day = from
  for (; day + 1 < end; day += 2) {
    even += days[day] as number // inside the array by construction
    odd += days[day + 1] as number
  }
  return day < end ? even + odd + (days[day] as number) : even + odd
}

function sumKnown(days: Float64Array, from: number, end: number): number {
  let sum = Number.NaN
  for (let day = from; day < end; day += 1) {
    const value = days[day] as number
    if (!Number.isNaN(value)) sum = Number.isNaN(sum) ? value : sum + value
  }
  return sum
}

function dollars(cents: number, millionths: number): Decimal {
  if (!Number.isSafeInteger(cents) || !Number.isSafeInteger(millionths)) bug('a sum of columns left the whole numbers')
  return new Decimal(millionths).div(MILLION).plus(cents).div(100)
}
