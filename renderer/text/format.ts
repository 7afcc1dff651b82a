import type { LineDefinition } from '../../shared/categories/line.ts'
import type { Day, Month } from '../../shared/core/calendar.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { fromScaled } from '../../shared/core/scaled.ts'
import { numbersHere } from './number-locale.ts'

/** English (US) first; a second language changes this and the catalogue (design.md D16). Numbers go by their site. */
const LOCALE = 'en-US'

/** Exact: Intl reads the decimal's own text, never a float of it. */
const exact = (value: Decimal): Intl.StringNumericLiteral => value.toFixed() as Intl.StringNumericLiteral

const numberFormats = new Map<string, Intl.NumberFormat>()
function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const locale = numbersHere()
  const key = locale + JSON.stringify(options)
  const known = numberFormats.get(key) ?? new Intl.NumberFormat(locale, options)
  numberFormats.set(key, known)
  return known
}

const decimals = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits })

/** A figure as the grid shows it; "no answer" is blank. Ratios become percentages. */
export function formatFigure(value: Decimal | null, line: Pick<LineDefinition, 'unit' | 'shownDecimals'>): string {
  if (value === null) return ''
  if (line.unit === 'ratio')
    return numberFormat({ style: 'percent', ...decimals(line.shownDecimals) }).format(exact(value))
  return numberFormat(decimals(line.shownDecimals)).format(exact(value))
}

/** A figure with every digit it has, for the inspector: up to two decimals. A budget spread over days has endless ones. */
export function formatExact(value: Decimal | null, line: Pick<LineDefinition, 'unit'>): string {
  if (value === null) return '–'
  if (line.unit === 'ratio') {
    return numberFormat({ style: 'percent', minimumFractionDigits: 0, maximumFractionDigits: 2 }).format(exact(value))
  }
  if (line.unit === 'money')
    return numberFormat({ style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' }).format(exact(value))
  return numberFormat({ maximumFractionDigits: 2 }).format(exact(value))
}

/** A stored integer of a line with every digit it has. */
export const formatStored = (value: number | null, line: Pick<LineDefinition, 'unit' | 'scale'>): string =>
  formatExact(value === null ? null : fromScaled(value, line.scale), line)

/** Sums and averages of a selection: up to two decimals. */
export const formatPlain = (value: Decimal): string => numberFormat({ maximumFractionDigits: 2 }).format(exact(value))

/** Dollars, rounded to whole ones as a P&L shows them; "–" where there is no answer (domain.md 9.4). */
export const formatDollars = (amount: Decimal | null): string =>
  amount === null ? '–' : numberFormat(decimals(0)).format(exact(unsignedZero(amount.toDecimalPlaces(0))))

/** Like `formatDollars`, with a plus sign: only variances carry one (grid-and-pnl.md D1). */
export const formatSignedDollars = (amount: Decimal): string =>
  numberFormat({ ...decimals(0), signDisplay: 'exceptZero' }).format(exact(unsignedZero(amount.toDecimalPlaces(0))))

/** Dollars and cents, for looking into a figure; "–" where there is no answer. */
export const formatCents = (amount: Decimal | null): string =>
  amount === null ? '–' : numberFormat(decimals(2)).format(exact(unsignedZero(amount.toDecimalPlaces(2))))

/** Like `formatCents`, with a plus sign. */
export const formatSignedCents = (amount: Decimal): string =>
  numberFormat({ ...decimals(2), signDisplay: 'exceptZero' }).format(exact(unsignedZero(amount.toDecimalPlaces(2))))

/** A rounded nothing has no sign. */
const unsignedZero = (amount: Decimal): Decimal => (amount.isZero() ? amount.abs() : amount)

/** A percent, one decimal: 12.5 is `12.5%`; blank where there is no answer. */
export const formatPercent = (percent: Decimal | null): string =>
  percent === null ? '' : numberFormat({ style: 'percent', ...decimals(1) }).format(exact(percent.div(100)))

/** A variance in percent, one decimal, signed. */
export const formatSignedPercent = (percent: Decimal): string =>
  numberFormat({ style: 'percent', ...decimals(1), signDisplay: 'exceptZero' }).format(exact(percent.div(100)))

/** Dollars for a chart's axis: 300K; finer, 1.983M, for one that is cut. */
export const formatAxis = (dollars: number, digits: 1 | 3 = 1): string =>
  numberFormat({ notation: 'compact', maximumFractionDigits: digits }).format(dollars)

export const formatCount = (count: number): string => numberFormat({}).format(count)

const utc = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', ...options })
const weekdayName = utc({ weekday: 'short' })
const dayName = utc({ weekday: 'short', month: 'short', day: 'numeric' })
const monthDay = utc({ month: 'short', day: 'numeric' })
const monthName = utc({ month: 'long', year: 'numeric' })
const monthLong = utc({ month: 'long' })
const monthShort = utc({ month: 'short' })
const noon = (day: Day) => new Date(`${day}T12:00:00Z`)

/** `Thu 16`. */
export const formatDay = (day: Day): string => `${weekdayName.format(noon(day))} ${Number(day.slice(8))}`
/** `Thu, Apr 16`, for sentences. */
export const formatDayLong = (day: Day): string => dayName.format(noon(day))
/** `April 2026`. */
export const formatMonth = (month: Month): string => monthName.format(noon(`${month}-01`))
/** `April`, where the year is said elsewhere. */
export const formatMonthLong = (month: Month): string => monthLong.format(noon(`${month}-01`))
/** `Apr`. */
export const formatMonthShort = (month: Month): string => monthShort.format(noon(`${month}-01`))
/** A cell's period, day or month, for sentences. */
export const formatPeriod = (period: string): string =>
  period.length === 7 ? formatMonth(period) : formatDayLong(period)

/** `Apr 5–11`: a display week of a month. */
export function formatWeek(days: readonly Day[]): string {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return ''
  return first === last ? monthDay.format(noon(first)) : `${monthDay.format(noon(first))}–${Number(last.slice(8))}`
}

const clock = new Intl.DateTimeFormat(LOCALE, { hour: 'numeric', minute: '2-digit' })
const moment = new Intl.DateTimeFormat(LOCALE, { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' })
/** The laptop's own time of day of an instant. */
export const formatTime = (iso: string): string => clock.format(new Date(iso))
export const formatMoment = (iso: string): string => moment.format(new Date(iso))
