import { z } from 'zod'
import { isDay, isMonth, yearOf } from '../../core/calendar.ts'
import { Decimal } from '../../core/decimal.ts'

/** Digits a JSON number carries without losing any; more are refused rather than cut. */
const EXACT_DIGITS = 15
/** Decimals that any rate, hour or amount of the business has by far. */
const MOST_DECIMALS = 10
/** The largest amount either side of zero (domain.md 10.1). */
export const LARGEST_AMOUNT = 999_999_999

/** So short a number has neither too many digits nor too many decimals: nearly all are, and need no counting. */
const SHORT = /^[-.\d]{1,12}$/

function isExact(value: number): boolean {
  if (SHORT.test(String(value))) return true
  const exact = new Decimal(value)
  return exact.precision() <= EXACT_DIGITS && exact.decimalPlaces() <= MOST_DECIMALS
}

const exactNumber = (min: number, max: number) =>
  z.codec(
    z.number().min(min).max(max).refine(isExact, 'Give at most 15 digits, and at most 10 decimals.'),
    z.instanceof(Decimal),
    { decode: (value) => new Decimal(value), encode: (value) => value.toNumber() },
  )

/** Dollars, any sign: a JSON number that becomes the exact decimal it shows. */
export const Amount = exactNumber(-LARGEST_AMOUNT, LARGEST_AMOUNT)
/** Dollars of 0 or more, and other quantities that have no sign: hours, rooms, vehicles, dollars an hour. */
export const Quantity = exactNumber(0, LARGEST_AMOUNT)
/** A whole-number percentage of a contract: 50 is 50 % (domain.md 0.1). */
export const Percent = exactNumber(0, 100)
/** A share 0–1: 0.15 is 15 % (domain.md 0.1). */
export const Fraction = exactNumber(0, 1)

/** Null when it is left out: not known, which is never 0. */
export const orNull = <T extends z.ZodType>(type: T) => type.nullable().default(null)
/** At most so many entries; what is larger is asked for in parts. */
export const listOf = <T extends z.ZodType>(type: T, max: number) => z.array(type).max(max)

const inReach = (period: string): boolean => yearOf(period) >= 2000 && yearOf(period) <= 2100
export const Month = z
  .string()
  .refine((text) => isMonth(text) && inReach(text), 'A month must look like 2025-04, from 2000 to 2100.')
  .meta({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' })
export const Day = z
  .string()
  .refine((text) => isDay(text) && inReach(text), 'A day must look like 2025-04-16, from 2000 to 2100.')
  .meta({ format: 'date' })
export const MonthNumber = z.number().int().min(1).max(12)
export const Label = z.string().min(1).max(200)
export const AccountCode = z.string().regex(/^\d{4}$/, 'An account has four digits.')
export const RevenueCode = z.string().regex(/^[A-Z]{2,3}\d?$/, 'A revenue code looks like SD1.')
export const JobCode = z.string().regex(/^[A-Z]{2,6}\d{0,3}$/, 'A job code looks like GSA1.')
export const SiteKey = z.string().regex(/^[A-Za-z0-9]{1,20}$/, 'A site id has letters and digits only.')

/** Values by a key, with a limit on how many. */
export const recordOf = <K extends z.ZodString, V extends z.ZodType>(key: K, value: V, max: number) =>
  z.record(key, value).refine((record) => Object.keys(record).length <= max, `Give at most ${max}.`)
