import { checkCell } from '../../shared/calc/check-cell.ts'
import { enterDay, type EnteredDay, enterWeek } from '../../shared/calc/payroll/family-entry.ts'
import { type CodeRule, isForecast, plausibleDayHours, type WeekRule } from '../../shared/calc/payroll/payroll-entry.ts'
import { findLine } from '../../shared/categories/index.ts'
import { payrollLineId } from '../../shared/categories/payroll.ts'
import { must } from '../../shared/core/bug.ts'
import type { Day } from '../../shared/core/calendar.ts'
import { changingWrites } from '../categories/line-cells.ts'
import type { Write } from '../grid/grid-sheet.ts'
import { formatDay, formatPlain, formatStored, formatWeek } from '../text/format.ts'
import { words } from '../text/words.ts'
import { codeDaysOf, pairSum } from './payroll-figures.ts'
import type { PayrollModel } from './payroll-model.ts'
import { openDaysOf, type PayrollSpan } from './payroll-places.ts'
import { lineOfColumn, type PayrollColumn, type ShownMetric } from './payroll-view.ts'

/** Where something is entered: a column, a stretch of time, and which number of it. */
export type EntryPlace = {
  readonly column: PayrollColumn
  readonly span: PayrollSpan
  readonly metric: Exclude<ShownMetric, 'revenue'>
}
type Share = { readonly code: string; readonly day: Day; readonly value: number | null }

/** What an entry does: what each code and day holds after it, and the rules it went by. */
export type PayrollEntry =
  | { readonly kind: 'refused'; readonly message: string }
  | {
      readonly kind: 'entered'
      readonly shares: readonly Share[]
      /** How a day goes over the codes of a family; over a week the rules of its days. None for a single code. */
      readonly byCode: readonly CodeRule[]
      readonly byDay: WeekRule | null
    }

/** Enters a value, a family's over its codes and a week's or a month's over its open days (domain.md 3.7, C-25, C-27); null clears. */
export function enter(model: PayrollModel, { column, span, metric }: EntryPlace, value: number | null): PayrollEntry {
  const hourly = column.jobs.filter(isForecast)
  const open = openDaysOf(model, column, span.days)
  const shares = (list: readonly Share[], byCode: readonly CodeRule[], byDay: WeekRule | null) =>
    checked({ kind: 'entered', shares: list, byCode, byDay }, metric)
  if (metric === 'rate')
    return shares(
      open.flatMap((day) => hourly.map(({ code }) => ({ code, day, value }))),
      [],
      null,
    )
  const codesOn = (day: Day) => codeDaysOf(model, { jobs: column.jobs, days: [day] })
  if (span.kind === 'day') {
    const [day = ''] = open
    const { codes, rule } = enterDay(codesOn(day), metric, value)
    return shares(
      codes.map((one) => ({ ...one, day })),
      hourly.length > 1 ? [rule] : [],
      null,
    )
  }
  const days = span.days.map((day): EnteredDay => ({ day, isLocked: !open.includes(day), codes: codesOn(day) }))
  const week = enterWeek(days, metric, value)
  if (week.kind === 'refused') return week
  const byDay = week.days.flatMap(({ day, codes }) => codes.map((one) => ({ ...one, day })))
  const rules = hourly.length > 1 ? open.map((day) => enterDay(codesOn(day), metric, value).rule) : []
  return shares(byDay, [...new Set(rules)], week.rule)
}

/** Every share is as good as if it had been typed alone. */
function checked(entry: Extract<PayrollEntry, { kind: 'entered' }>, metric: EntryPlace['metric']): PayrollEntry {
  for (const { code, value } of entry.shares) {
    const problem = checkCell(lineOf(metric, code), value, 0)
    if (problem?.level === 'error') return { kind: 'refused', message: problem.message }
  }
  return entry
}

const lineOf = (metric: EntryPlace['metric'], code: string) => {
  const lineId = payrollLineId(metric, code)
  return must(findLine(lineId), lineId)
}

/** What an entry writes, without what changes nothing; a cleared code lets go of its hours and its cost. */
export function writesOf({ shown }: PayrollModel, { metric }: EntryPlace, shares: readonly Share[]): readonly Write[] {
  const entered = shares.flatMap(({ code, day, value }) => {
    const isPair = value === null && metric !== 'rate'
    const metrics = isPair ? (['hours', 'cost'] as const) : [metric]
    return metrics.map((one) => ({ lineId: payrollLineId(one, code), period: day, value }))
  })
  return changingWrites(shown, entered)
}

/** In words what a person should know of an entry beyond its number. */
export function notesOf(
  model: PayrollModel,
  place: EntryPlace,
  value: number,
  { shares, byCode, byDay }: Extract<PayrollEntry, { kind: 'entered' }>,
): string[] {
  const { column, span, metric } = place
  const text = formatStored(value, lineOfColumn(column, metric))
  const days = new Set(shares.map(({ day }) => day)).size
  const codes = new Set(shares.map(({ code }) => code)).size
  const notes: string[] = []
  if (byDay === null && codes > 1 && byCode.length > 0) notes.push(words.payroll.sharedByCodes(text, codes, byCode))
  if (byDay !== null) {
    notes.push(words.payroll.spreadOverDays(text, days, byDay))
    if (codes > 1) notes.push(words.payroll.eachDayByCodes(codes, byCode))
  }
  if (byDay === null && days > 1) notes.push(words.payroll.onEachDay(text, days))
  const held = byDay === null ? null : heldByLocked(model, place)
  if (held !== null) notes.push(words.payroll.keptByLocked(held))
  if (metric === 'cost' && !column.isSalaried && column.jobs.some((job) => !isForecast(job)))
    notes.push(words.payroll.salariedOnTop)
  const employees = column.jobs.filter(isForecast).reduce((sum, job) => sum + job.employees, 0)
  if (metric === 'hours' && span.kind === 'day' && employees > 0 && value > plausibleDayHours(employees) * 100)
    notes.push(words.payroll.manyHours(formatStored(value, lineOf('hours', codeOf(column))), employees))
  return notes
}

const codeOf = ({ jobs }: PayrollColumn): string => (jobs.find(isForecast) ?? must(jobs[0], 'a column has a job')).code

/** What the locked days of a week keep of its total; null where none is locked or they hold nothing. */
function heldByLocked(model: PayrollModel, { column, span, metric }: EntryPlace): string | null {
  const open = openDaysOf(model, column, span.days)
  const days = span.days.filter((day) => !open.includes(day))
  const codes = codeDaysOf(model, { jobs: column.jobs.filter(isForecast), days })
  const held = pairSum(codes, ({ value }) => value)[metric === 'cost' ? 'cost' : 'hours']
  return held === null || held.isZero() ? null : formatPlain(held)
}

/** Each share of an entry in words: by code on a day, by day in a week, by week in a month. */
export function sharesInWords(
  { weeks }: PayrollModel,
  { metric, span }: EntryPlace,
  shares: readonly Share[],
): string[] {
  const told = (where: string, own: readonly Share[]) => {
    const sum = own.reduce((all, { value }) => all + (value ?? 0), 0)
    return words.payroll.share(where, formatStored(sum, lineOf(metric, own[0]?.code ?? '')))
  }
  if (span.kind === 'day') return shares.map((share) => told(share.code, [share]))
  const stretches =
    span.kind === 'week'
      ? [...new Set(shares.map(({ day }) => day))].map((day) => ({ title: formatDay(day), days: [day] }))
      : weeks.map((days) => ({ title: formatWeek(days), days }))
  return stretches.flatMap(({ title, days }) => {
    const own = shares.filter(({ day }) => days.includes(day))
    return own.length === 0 ? [] : [told(title, own)]
  })
}
