import { z } from 'zod'
import type { StaffedJob } from '../../shared/calc/site-year/site-facts.ts'
import type { Scenario } from '../../shared/categories/line.ts'
import { isDay } from '../../shared/core/calendar.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { SITE_ID_FORMAT } from '../../shared/core/ids.ts'

/** One figure of a source, by the source's own key: a later row of the same key replaces it (domain.md 11). */
export type Fact = {
  readonly siteId: string
  /** Day or month. */
  readonly period: string
  /** Account, revenue code, job code, profile or shift, as the feed has it. */
  readonly code: string
  /** Which figure of the code. */
  readonly kind: string
  readonly value: Decimal
}

/** What a cell becomes: the exact quantity in domain units; null where the facts give none. */
export type FactCell = { readonly lineId: string; readonly value: Decimal | null }

/** What has to be known of a site to turn facts into cells. */
export type FeedSite = { readonly jobs: readonly StaffedJob[] }

/** A feed of facts that add up to cells: how a row is read and what the facts of a period become (domain.md 11). */
export type CellFeed = {
  readonly name: string
  readonly summary: string
  readonly scenario: Scenario
  /** Of one row, as texts by column; says per field what is wrong. */
  readonly row: z.ZodType<readonly Fact[]>
  readonly columns: readonly string[]
  /** The cells of a site and period from all its facts; `unmapped` are codes without a line, told and never dropped. */
  readonly toCells: (
    facts: readonly Omit<Fact, 'siteId' | 'period'>[],
    site: FeedSite,
  ) => { readonly cells: readonly FactCell[]; readonly unmapped: readonly string[] }
}

const MOST = new Decimal(999_999_999)

/** A site id as text. */
export const SiteText = z.string().trim().regex(SITE_ID_FORMAT, 'Site id is not valid: letters and digits, e.g. 0427.')
/** A month as the warehouse writes it, `202504`, or as the API does, `2025-04`. */
export const MonthText = z
  .string()
  .trim()
  .regex(/^\d{4}-?(0[1-9]|1[0-2])$/, 'A period is a month like 202504.')
  .transform((text) => `${text.slice(0, 4)}-${text.slice(-2)}`)
export const DayText = z.string().trim().refine(isDay, 'A date looks like 2025-04-16.')
/** An exact amount within ±999,999,999 (domain.md 11). */
export const AmountText = z
  .string()
  .trim()
  .regex(/^-?\d{1,15}(\.\d{1,10})?$/, 'Enter a plain number like -1234.50.')
  .transform((text) => new Decimal(text))
  .refine((value) => value.abs().lte(MOST), 'Amount is too large.')
/** Like an amount, and not below 0. */
export const QuantityText = AmountText.refine((value) => !value.isNegative(), 'This cannot be negative.')
export const CodeText = z.string().trim().min(1, 'This field is required.').max(60)

/** Sums by key, exact. */
export function sumBy<T>(items: readonly T[], key: (item: T) => string | null, value: (item: T) => Decimal) {
  const sums = new Map<string, Decimal>()
  for (const item of items) {
    const name = key(item)
    if (name !== null) sums.set(name, (sums.get(name) ?? new Decimal(0)).plus(value(item)))
  }
  return sums
}
