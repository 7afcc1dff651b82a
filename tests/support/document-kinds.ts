import * as fc from 'fast-check'
import { ENTERED_EXPENSE_ACCOUNTS } from '../../shared/categories/ledger-accounts.ts'
import { OTHER_REVENUE_ROWS } from '../../shared/categories/other-revenue.ts'
import { RATE_CATEGORIES } from '../../shared/categories/parking-rates.ts'
import type { OtherExpensesDocument } from '../../shared/contract/other-expenses.ts'
import type { OtherRevenueDocument } from '../../shared/contract/other-revenue.ts'
import type { ParkingRatesDocument } from '../../shared/contract/parking-rates.ts'
import type { PayrollDocument } from '../../shared/contract/payroll.ts'
import type { StatisticsDocument } from '../../shared/contract/statistics.ts'

/** A value a document takes: where it stands in the request, and where in the answer. */
export type Placed = { readonly key: string; readonly value: number | null }

/** A category document as the laws of documents see it. */
export type DocumentKind = {
  readonly name: string
  readonly path: string
  /** Any values for its open cells, each key once. */
  readonly anyValues: fc.Arbitrary<readonly Placed[]>
  /** The request that enters values. */
  readonly bodyOf: (values: readonly Placed[]) => unknown
  /** Everything typed in an answer that can be typed again. */
  readonly typedIn: (data: unknown) => readonly Placed[]
}

const SITE = '0427'
const money = (max: number) => fc.option(fc.integer({ min: 0, max }).map((cents) => cents / 100))
const placed = (keys: readonly string[], value: (key: string) => fc.Arbitrary<number | null>) =>
  fc
    .subarray([...keys], { minLength: 1, maxLength: Math.min(12, keys.length) })
    .chain((some) => fc.tuple(...some.map((key) => value(key).map((one): Placed => ({ key, value: one })))))
const grouped = (values: readonly Placed[], name: string) => {
  const rows = new Map<string, Record<string, unknown>>()
  for (const { key, value } of values) {
    const [period = '', field = ''] = key.split(' ')
    rows.set(period, { ...rows.get(period), [name]: period, [field]: value })
  }
  return [...rows.values()]
}
const flat = <Row extends object>(rows: readonly Row[], period: (row: Row) => string, fields: (row: Row) => object) =>
  rows.flatMap((row) =>
    Object.entries(fields(row)).map(([field, value]): Placed => ({ key: `${period(row)} ${field}`, value })),
  )
const keysOf = (periods: readonly string[], fields: readonly string[]) =>
  periods.flatMap((period) => fields.map((field) => `${period} ${field}`))

const MONTHS = ['2026-08', '2026-10', '2026-12', '2027-02']
const DAYS = ['2026-08-03', '2026-08-20', '2026-09-30', '2026-10-01']
const COUNTS = ['valetDaily', 'valetMonthly', 'selfDaily', 'selfComps', 'occupancy', 'driveInRatio']
const SIGNS = new Map<string, 1 | -1 | null>(OTHER_REVENUE_ROWS.map(({ id, sign }) => [id, sign]))

export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  {
    name: 'statistics of three months',
    path: `/statistics/${SITE}/2026-08?months=3`,
    anyValues: placed(keysOf(DAYS, COUNTS), (key) =>
      /occupancy|Ratio/.test(key)
        ? fc.option(fc.integer({ min: 0, max: 10_000 }).map((share) => share / 10_000))
        : fc.option(fc.integer({ min: 0, max: 99_999_000_000 }).map((count) => count / 1_000_000)),
    ),
    bodyOf: (values) => ({ days: grouped(values, 'date') }),
    typedIn: (data) =>
      flat(
        (data as StatisticsDocument).days,
        ({ date }) => date,
        ({ forecast, locked }) => (locked ? {} : forecast),
      ),
  },
  {
    name: 'payroll by job code',
    path: `/payroll/${SITE}/2026-09?by=code`,
    anyValues: placed(
      keysOf(['2026-09-01', '2026-09-15', '2026-09-30'], ['VLT1|hours', 'VLT2|cost', 'BELL|hours']),
      () => money(20_000),
    ),
    bodyOf: (values) => ({
      rows: values.map(({ key, value }) => {
        const [date, target = ''] = key.split(' ')
        const [code, field = ''] = target.split('|')
        return { date, code, [field]: value }
      }),
    }),
    typedIn: (data) =>
      (data as PayrollDocument).rows.flatMap(({ date, code, forecast, locked }): Placed[] => {
        if (locked) return []
        const typed = forecast.typed === 'hours' || forecast.typed === 'cost' ? forecast.typed : null
        return [
          ...(typed === null ? [] : [{ key: `${date} ${code}|${typed}`, value: forecast[typed] }]),
          { key: `${date} ${code}|rateOverride`, value: forecast.rateOverride },
        ]
      }),
  },
  {
    name: 'parking rates',
    path: `/parking-rates/${SITE}/2026`,
    anyValues: placed(
      keysOf(
        MONTHS.slice(0, 3),
        RATE_CATEGORIES.map(({ id }) => id),
      ),
      () => money(99_999),
    ),
    bodyOf: (values) => ({
      cells: values.map(({ key, value }) => ({
        month: key.split(' ')[0],
        category: key.split(' ')[1],
        forecast: value,
      })),
    }),
    typedIn: (data) =>
      (data as ParkingRatesDocument).cells.flatMap(({ month, category, forecast, locked }): Placed[] =>
        locked ? [] : [{ key: `${month} ${category}`, value: forecast }],
      ),
  },
  {
    name: 'other revenue',
    path: `/revenue/other/${SITE}/2026-04`,
    anyValues: placed(keysOf(MONTHS, [...SIGNS.keys()]), (key) =>
      money(99_999_999_900).map((amount) =>
        amount === null ? null : amount * (SIGNS.get(key.split(' ')[1] ?? '') ?? -1) + 0,
      ),
    ),
    bodyOf: (values) => ({ months: grouped(values, 'month') }),
    typedIn: (data) =>
      flat(
        (data as OtherRevenueDocument).months,
        ({ month }) => month,
        ({ forecast, locked }) => (locked ? {} : forecast),
      ),
  },
  {
    name: 'other expenses',
    path: `/other-expenses/${SITE}/2026-04`,
    anyValues: placed(
      keysOf(
        MONTHS,
        ENTERED_EXPENSE_ACCOUNTS.map(({ account }) => account),
      ),
      () => money(99_999_999_900),
    ),
    bodyOf: (values) => ({ months: grouped(values, 'month') }),
    typedIn: (data) =>
      flat(
        (data as OtherExpensesDocument).months,
        ({ month }) => month,
        ({ forecast, locked }) => (locked ? {} : forecast),
      ),
  },
]
