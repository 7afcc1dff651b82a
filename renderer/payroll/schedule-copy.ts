import { copySchedule } from '../../shared/calc/payroll/copy-schedule.ts'
import { type PayrollOrigin } from '../../shared/calc/payroll/payroll-month.ts'
import { findLine } from '../../shared/categories/index.ts'
import { payrollLineId, payrollLineOf } from '../../shared/categories/payroll.ts'
import { must } from '../../shared/core/bug.ts'
import type { Day } from '../../shared/core/calendar.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { fromScaled } from '../../shared/core/scaled.ts'
import { changingWrites } from '../categories/line-cells.ts'
import { obstacleAt, storedAt } from '../categories/shown-sheet.ts'
import type { Write } from '../grid/grid-sheet.ts'
import type { PayrollModel } from './payroll-model.ts'

/** A cell the schedule would change: what it holds now, from where, and what it would hold. */
export type ScheduleChange = {
  readonly day: Day
  readonly title: string
  readonly code: string
  readonly now: Decimal | null
  readonly origin: PayrollOrigin
  readonly scheduled: Decimal
}

/** What copying the schedule would do to the open month, before anything is written (domain.md 3.8). */
export type ScheduleCopyPlan = {
  readonly range: { readonly first: Day; readonly last: Day } | null
  readonly writes: readonly Write[]
  readonly changes: readonly ScheduleChange[]
  /** Changes of a number that somebody typed, as hours or as cost. */
  readonly overwritten: number
}

export function scheduleCopyPlan({ shown, days, jobs }: PayrollModel): ScheduleCopyPlan {
  const { sheet } = shown
  const isOpen = (code: string, day: Day) => {
    const lineId = payrollLineId('hours', code)
    return obstacleAt(shown, must(findLine(lineId), lineId), day) === null
  }
  const scheduled = new Map(
    days.map(({ day, codes }) => [
      day,
      new Map(
        codes.flatMap(({ job: { code }, scheduled: { hours } }) =>
          hours !== null && isOpen(code, day) ? [[code, hours] as const] : [],
        ),
      ),
    ]),
  )
  const window = { first: must(days[0], 'a month has days').day, last: must(days.at(-1), 'a month has days').day }
  const seen = (lineId: string, period: Day) => storedAt(sheet, 'forecast', { lineId, period })
  const { writes, range, overwritten } = copySchedule(scheduled, jobs, sheet.today, window, seen)
  const changing = changingWrites(shown, writes)
  const changed = new Set(changing.map(({ lineId, period }) => `${payrollLineOf(lineId)?.code} ${period}`))
  const changes = days.flatMap(({ day, codes }) =>
    codes.flatMap(({ job: { code, title }, value }): ScheduleChange[] => {
      if (!changed.has(`${code} ${day}`)) return []
      const hours = must(
        writes.find(({ lineId, period }) => lineId === payrollLineId('hours', code) && period === day),
        code,
      )
      const copied = fromScaled(must(hours.value, 'a schedule has hours'), 2)
      return [{ day, title, code, now: value.hours, origin: value.origin, scheduled: copied }]
    }),
  )
  const lost = new Set(overwritten.map(({ lineId, period }) => `${payrollLineOf(lineId)?.code} ${period}`))
  return { range, writes: changing, changes, overwritten: lost.size }
}
