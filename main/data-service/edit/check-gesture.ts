import type { Gesture } from '../../../shared/contract/sheet.ts'
import { checkCell } from '../../../shared/calc/check-cell.ts'
import { lockOf, statisticsMonth } from '../../../shared/calc/statistics-month.ts'
import { findLine } from '../../../shared/categories/index.ts'
import { type Day, daysOf, isMonth, type Month, monthOf } from '../../../shared/core/calendar.ts'
import { AppError, type FieldIssue } from '../../../shared/core/errors.ts'
import { placeKey } from '../db/cells.ts'
import type { Database } from '../db/store.ts'
import { dayLists, readStored } from '../read/month-input.ts'

type CellWrite = Gesture['writes'][number]

/** Why a cell may not be typed now, in words; null when it may (domain.md 2.7). */
export type LockReader = (period: string) => string | null

const LOCKED = {
  'month-closed': 'This month is closed.',
  'actual-loaded': 'The actual of this day is loaded; it cannot be forecast any more.',
  'beyond-horizon': 'This is more than 12 months ahead and cannot be forecast yet.',
} as const

/** Reads the locks of one site; each month's actual days are worked out once. */
export function lockReader(db: Database, siteId: string, today: Day): LockReader {
  const actualDays = new Map<Month, ReadonlySet<Day>>()
  const actualDaysOf = (month: Month): ReadonlySet<Day> => {
    let days = actualDays.get(month)
    if (!days) {
      const actual = dayLists(readStored(db, siteId, 0, month, month), 'actual', month)
      const computed = statisticsMonth({
        month,
        totalRooms: 0,
        forecast: {},
        actual,
        budget: {},
        forecastRates: {},
        budgetRates: {},
      })
      days = new Set(daysOf(month).filter((_, i) => computed.days[i]?.kind === 'actual'))
      actualDays.set(month, days)
    }
    return days
  }
  const locks = new Map<string, string | null>() // a paste names each day in many lines
  return (period) => {
    let words = locks.get(period)
    if (words === undefined) {
      const kind = actualDaysOf(monthOf(period)).has(period) ? 'actual' : 'forecast'
      const lock = lockOf(period, kind, today)
      locks.set(period, (words = lock === null ? null : LOCKED[lock]))
    }
    return words
  }
}

/** A gesture may name a cell once, and only one of the two ways to say how full the hotel is. */
function issueWithin(
  write: CellWrite,
  index: number,
  byPlace: ReadonlyMap<string, number>,
  writes: readonly CellWrite[],
): FieldIssue | null {
  if (byPlace.get(placeKey(write)) !== index) {
    return issue(index, 'period', `${write.lineId} of ${write.period} is written twice.`, write.period)
  }
  if (write.lineId !== 'occupancy' || write.value === null) return null
  const rooms = byPlace.get(placeKey({ lineId: 'occupiedRooms', period: write.period }))
  if (rooms === undefined || writes[rooms]?.value == null) return null
  return issue(index, 'lineId', 'Enter occupancy or occupied rooms of a day, not both.', write.lineId)
}

/**
 * Everything that is wrong with a gesture, one issue for each cell at fault (domain.md 10.1); nothing is written
 * when there is any. Values that only give way to the server's (`isReturn`) are never locked.
 */
export function checkWrites(
  writes: readonly CellWrite[],
  totalRooms: number,
  lock: LockReader,
  isReturn: (write: CellWrite) => boolean,
): void {
  const byPlace = new Map<string, number>()
  for (const [index, write] of writes.entries()) byPlace.set(placeKey(write), index)

  const issues: FieldIssue[] = []
  for (const [index, write] of writes.entries()) {
    const found = issueWithin(write, index, byPlace, writes) ?? issueOf(write, index, totalRooms, lock, isReturn)
    if (found) issues.push(found)
  }
  const [first] = issues
  if (!first) return
  const others = issues.length === 1 ? '' : ` (and ${issues.length - 1} more)`
  throw new AppError(first.code, `Nothing was saved. ${first.message}${others}`, issues.slice(0, 200))
}

function issueOf(
  write: CellWrite,
  index: number,
  totalRooms: number,
  lock: LockReader,
  isReturn: (write: CellWrite) => boolean,
): FieldIssue | null {
  const line = findLine(write.lineId)
  if (!line) return issue(index, 'lineId', `There is no line ${write.lineId}.`, write.lineId)
  // The contract let only real days and months in.
  const isRight = (line.grain === 'month') === isMonth(write.period)
  if (!isRight) {
    const expected = line.grain === 'day' ? 'a day, e.g. 2026-04-16' : 'a month, e.g. 2026-04'
    return {
      ...issue(index, 'period', `${line.label} is written for ${expected}.`, write.period),
      expectedFormat: expected,
    }
  }
  const problem = checkCell(line, write.value, totalRooms)
  if (problem?.level === 'error')
    return issue(index, 'value', `${line.label}, ${write.period}: ${problem.message}`, write.value)
  const locked = lock(write.period)
  if (locked === null || isReturn(write)) return null
  return { ...issue(index, 'period', `${line.label}, ${write.period}: ${locked}`, write.period), code: 'PERIOD_LOCKED' }
}

const issue = (index: number, field: string, message: string, providedValue: unknown): FieldIssue => ({
  code: 'INVALID_DATA_TYPE',
  field: `writes.${index}.${field}`,
  message,
  providedValue,
})
