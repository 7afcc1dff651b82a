import { payrollLineId } from '../../categories/payroll.ts'
import type { Day } from '../../core/calendar.ts'
import { must } from '../../core/bug.ts'
import type { Decimal } from '../../core/decimal.ts'
import { toScaled } from '../../core/scaled.ts'
import type { Write } from '../write.ts'
import { isForecast, payrollDayIsLocked, typedPayroll } from './payroll-entry.ts'
import type { SiteJob } from './site-job.ts'

/** What "Copy schedule" would do; nothing is written until it is confirmed (domain.md 3.8). */
export type ScheduleCopy = {
  readonly writes: readonly Write[]
  /** First and last day copied; null when there is nothing to copy. */
  readonly range: { readonly first: Day; readonly last: Day } | null
  /** Forecast cells that hold another value now. */
  readonly overwritten: readonly { readonly lineId: string; readonly period: Day; readonly value: number }[]
}

/**
 * The forecast hours a published schedule gives (domain.md 3.8, C-29): for today and later days, code by code, hours :=
 * scheduled hours, and the cost follows from the rate. Past days, salaried codes, codes that are not the site's and
 * days or codes without scheduled hours are left alone. `scheduled` is what `scheduledHours` counts, or what is stored.
 */
export function copySchedule(
  scheduled: ReadonlyMap<Day, ReadonlyMap<string, Decimal>>,
  jobs: readonly Pick<SiteJob, 'code' | 'annualSalary'>[],
  today: Day,
  window: { readonly first: Day; readonly last: Day },
  forecast: (lineId: string, day: Day) => number | null,
): ScheduleCopy {
  const codes = new Set(jobs.filter(isForecast).map(({ code }) => code))
  const cells = [...scheduled]
    .filter(([day]) => !payrollDayIsLocked(day, today) && day >= window.first && day <= window.last)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([day, byCode]) =>
      [...byCode].flatMap(([code, hours]) =>
        codes.has(code) && hours.greaterThan(0) ? [{ day, code, hours: toScaled(hours, 2) }] : [],
      ),
    )
  const writes = cells.flatMap(({ day, code, hours }) => typedPayroll(code, day, 'hours', hours))
  return {
    writes,
    range: cells.length === 0 ? null : { first: must(cells[0], 'a cell').day, last: must(cells.at(-1), 'a cell').day },
    overwritten: cells.flatMap(({ day, code, hours }) =>
      (['hours', 'cost'] as const).flatMap((metric) => {
        const lineId = payrollLineId(metric, code)
        const value = forecast(lineId, day)
        return value === null || (metric === 'hours' && value === hours) ? [] : [{ lineId, period: day, value }]
      }),
    ),
  }
}
