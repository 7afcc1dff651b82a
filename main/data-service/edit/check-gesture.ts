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

/** What is wrong with one of the writes of a gesture: as it is told, and as it is said beside the cell itself. */
export type CellIssue = { readonly index: number; readonly reason: string; readonly told: FieldIssue }

/**
 * Everything that is wrong with a gesture, one issue for each cell at fault (domain.md 10.1). Values that only give way
 * to the server's (`isReturn`) are never locked.
 */
export function writeIssues(
  writes: readonly CellWrite[],
  totalRooms: number,
  lock: LockReader,
  isReturn: (write: CellWrite) => boolean,
): CellIssue[] {
  const byPlace = new Map<string, number>()
  for (const [index, write] of writes.entries()) byPlace.set(placeKey(write), index)

  const doubles = new Set(doubleEntries(writes))
  const issues: CellIssue[] = []
  for (const [index, write] of writes.entries()) {
    const isNamedTwice = byPlace.get(placeKey(write)) !== index
    const found = isNamedTwice
      ? issue(index, 'period', `${write.lineId} of ${write.period} is written twice.`, write.period)
      : doubles.has(index)
        ? issue(index, 'lineId', bothWays(write.lineId), write.lineId)
        : issueOf(write, index, totalRooms, lock, isReturn)
    if (found) issues.push(found)
  }
  return issues
}

/** Nothing is written when anything is wrong: the refusal that names every cell at fault; null when there is none. */
export function refusalOf(issues: readonly CellIssue[]): AppError | null {
  const told = issues.map((one) => one.told)
  const [first] = told
  if (!first) return null
  const others = told.length === 1 ? '' : ` (and ${told.length - 1} more)`
  return new AppError(first.code, `Nothing was saved. ${first.message}${others}`, told.slice(0, 200))
}

function issueOf(
  write: CellWrite,
  index: number,
  totalRooms: number,
  lock: LockReader,
  isReturn: (write: CellWrite) => boolean,
): CellIssue | null {
  const line = findLine(write.lineId)
  if (!line) return issue(index, 'lineId', `There is no line ${write.lineId}.`, write.lineId)
  // The contract let only real days and months in.
  const isRight = (line.grain === 'month') === isMonth(write.period)
  if (!isRight) {
    const expected = line.grain === 'day' ? 'a day, e.g. 2026-04-16' : 'a month, e.g. 2026-04'
    const found = issue(index, 'period', `${line.label} is written for ${expected}.`, write.period)
    return { ...found, told: { ...found.told, expectedFormat: expected } }
  }
  const problem = checkCell(line, write.value, totalRooms)
  const at = `${line.label}, ${write.period}: `
  if (problem?.level === 'error') return issue(index, 'value', problem.message, write.value, at)
  const locked = lock(line, write.period)
  if (locked === null || isReturn(write)) return null
  const found = issue(index, 'period', locked, write.period, at)
  return { ...found, told: { ...found.told, code: 'PERIOD_LOCKED' } }
}

const bothWays = (lineId: string): string =>
  lineId.startsWith('payroll.')
    ? 'Enter hours or cost of a job and day, not both.'
    : 'Enter occupancy or occupied rooms of a day, not both.'

const issue = (index: number, field: string, reason: string, providedValue: unknown, at = ''): CellIssue => ({
  index,
  reason,
  told: { code: 'INVALID_DATA_TYPE', field: `writes.${index}.${field}`, message: `${at}${reason}`, providedValue },
})
