import { findLine } from '../../categories/index.ts'
import type { LineDefinition } from '../../categories/line.ts'
import { payrollLineOf } from '../../categories/payroll.ts'
import { isDay, isMonth } from '../../core/calendar.ts'
import { Decimal } from '../../core/decimal.ts'
import { fromScaled } from '../../core/scaled.ts'
import { checkCell } from '../check-cell.ts'
import { rateJump } from '../parking-rates.ts'
import { plausibleDayHours } from '../payroll/payroll-entry.ts'
import { occupancyHint } from '../statistics-entry.ts'
import type { Write } from '../write.ts'
import type { Finding } from './finding.ts'

/** What a site knows that decides about a value; what is missing is not checked. */
export type CheckContext = {
  readonly totalRooms: number
  /** Active employees of a job code. */
  readonly employees?: (code: string) => number | null
  /** Latest actual and budget rate of a rate line and month, in cents. */
  readonly rateReference?: (lineId: string, month: string) => { actual: number | null; budget: number | null }
  /** Why a cell cannot be written now, in words; null when it can. */
  readonly lock?: (line: LineDefinition, period: string) => string | null
}

/**
 * Everything there is to say about one value about to be stored (domain.md 10.1), the same in the window, the data
 * service and the API. The first error stands alone; without one, confirmations and warnings are told.
 */
export function checkWrite(write: Write, context: CheckContext): Finding[] {
  const { lineId, period, value } = write
  const finding = (rest: Omit<Finding, 'lineId' | 'period'>): Finding => ({ ...rest, lineId, period })
  const error = (rule: Finding['rule'], code: Finding['code'], message: string) => [
    finding({ rule, level: 'error', code, message }),
  ]

  const line = findLine(lineId)
  if (!line) return error('unknown-line', 'INVALID_DATA_TYPE', `There is no line ${lineId}.`)
  if (!(line.grain === 'day' ? isDay : isMonth)(period)) {
    const right = line.grain === 'day' ? 'a day like 2025-04-16' : 'a month like 2025-04'
    return error('wrong-period', 'INVALID_PERIOD', `${line.label} needs ${right}, not ${period}.`)
  }
  const locked = context.lock?.(line, period) ?? null
  if (locked !== null) return error('locked', 'PERIOD_LOCKED', locked)
  if (value !== null && lineId === 'occupancy') {
    const hint = occupancyHint(context.totalRooms)
    if (hint !== null) return error('rooms-not-set', 'INVALID_DATA_TYPE', hint)
  }
  const problem = checkCell(line, value, context.totalRooms)
  if (problem?.level === 'error')
    return error('value', line.entry === 'loaded' ? 'INSUFFICIENT_PERMISSIONS' : 'INVALID_DATA_TYPE', problem.message)

  const said: (Finding | null)[] = [
    problem && finding({ rule: 'rooms', level: 'warning', code: null, message: problem.message }),
    value === null ? null : jumpOf(line, period, value, context),
    value === null ? null : longDayOf(line, period, value, context),
  ]
  return said.filter((one) => one !== null)
}

/** Everything wrong with many values, in their order; see `checkWrite`. */
export const checkWrites = (writes: readonly Write[], context: CheckContext): Finding[] =>
  writes.flatMap((write) => checkWrite(write, context))

function jumpOf(line: LineDefinition, period: string, value: number, { rateReference }: CheckContext): Finding | null {
  if (line.category !== 'parking-rates' || !rateReference) return null
  const { actual, budget } = rateReference(line.id, period)
  const jump = rateJump(value, actual, budget)
  if (jump === null) return null
  const dollars = (cents: number) => fromScaled(cents, 2).toFixed(2)
  const percent = jump.percent.abs().toDecimalPlaces(1).toString()
  return {
    rule: 'rate-jump',
    level: 'confirm',
    code: null,
    lineId: line.id,
    period,
    message: `${dollars(value)} is ${percent} % away from ${dollars(jump.reference)} (${jump.origin}). Keep it?`,
  }
}

function longDayOf(line: LineDefinition, period: string, value: number, { employees }: CheckContext): Finding | null {
  const payroll = payrollLineOf(line.id)
  const people = payroll?.metric === 'hours' ? (employees?.(payroll.code) ?? null) : null
  if (people === null) return null
  const limit = plausibleDayHours(people)
  const hours = fromScaled(value, 2)
  if (hours.lessThanOrEqualTo(new Decimal(limit))) return null
  const whom = people === 1 ? '1 employee' : `${people} employees`
  return {
    rule: 'hours-a-day',
    level: 'warning',
    code: null,
    lineId: line.id,
    period,
    message: `${hours.toString()} hours are more than ${whom} can work in a day (${limit}).`,
  }
}
