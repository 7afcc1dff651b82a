import type { Gesture } from '../../../shared/contract/sheet.ts'
import { checkCell } from '../../../shared/calc/check-cell.ts'
import { cellLock, LOCK_WORDS } from '../../../shared/calc/validation/cell-lock.ts'
import { doubleEntries } from '../../../shared/calc/validation/entered-writes.ts'
import { findLine } from '../../../shared/categories/index.ts'
import type { LineDefinition } from '../../../shared/categories/line.ts'
import { type Day, isMonth } from '../../../shared/core/calendar.ts'
import { AppError, type FieldIssue } from '../../../shared/core/errors.ts'
import { placeKey } from '../db/cells.ts'
import type { Database } from '../db/store.ts'
import { lockFacts } from '../read/lock-facts.ts'

type CellWrite = Gesture['writes'][number]

/** Why a cell may not be typed now, in words; null when it may (domain.md 2.7). */
export type LockReader = (line: LineDefinition, period: string) => string | null

/** Reads the locks of one site; what was loaded of a month is looked up once. */
export function lockReader(db: Database, siteId: string, today: Day): LockReader {
  const facts = lockFacts(db, siteId, today)
  const locks = new Map<string, string | null>() // a paste names each day in many lines
  return (line, period) => {
    const key = `${line.category === 'payroll' ? line.id : line.category}|${period}`
    let words = locks.get(key)
    if (words === undefined) {
      const lock = cellLock(line, period, facts)
      locks.set(key, (words = lock === null ? null : LOCK_WORDS[lock]))
    }
    return words
  }
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

  const doubles = new Set(doubleEntries(writes))
  const issues: FieldIssue[] = []
  for (const [index, write] of writes.entries()) {
    const isNamedTwice = byPlace.get(placeKey(write)) !== index
    const found = isNamedTwice
      ? issue(index, 'period', `${write.lineId} of ${write.period} is written twice.`, write.period)
      : doubles.has(index)
        ? issue(index, 'lineId', bothWays(write.lineId), write.lineId)
        : issueOf(write, index, totalRooms, lock, isReturn)
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
  const locked = lock(line, write.period)
  if (locked === null || isReturn(write)) return null
  return { ...issue(index, 'period', `${line.label}, ${write.period}: ${locked}`, write.period), code: 'PERIOD_LOCKED' }
}

const bothWays = (lineId: string): string =>
  lineId.startsWith('payroll.')
    ? 'Enter hours or cost of a job and day, not both.'
    : 'Enter occupancy or occupied rooms of a day, not both.'

const issue = (index: number, field: string, message: string, providedValue: unknown): FieldIssue => ({
  code: 'INVALID_DATA_TYPE',
  field: `writes.${index}.${field}`,
  message,
  providedValue,
})
