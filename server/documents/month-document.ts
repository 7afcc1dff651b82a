import { findLine } from '../../shared/categories/index.ts'
import { type CategoryId, type Scenario } from '../../shared/categories/line.ts'
import { cellLock, type LockFacts } from '../../shared/calc/validation/cell-lock.ts'
import { must } from '../../shared/core/bug.ts'
import { addMonths, type Day, type Month, monthsBetween } from '../../shared/core/calendar.ts'
import { type DocumentScope, readDocumentCells, type StoredCell } from '../store/document-cells.ts'
import { readLockFacts } from '../store/lock-facts.ts'
import type { Db } from '../store/tables.ts'
import { entryOf, type Planned } from './entry.ts'
import { rounded, unscaled } from './rounded.ts'

/** Months of a document that rolls (domain.md 5.1, 5.2). */
const ROLLING_MONTHS = 12

/** The scope of a document of one category and twelve months. */
export const rollingScope = (siteId: string, first: Month, category: CategoryId): DocumentScope => ({
  siteId,
  first,
  last: addMonths(first, ROLLING_MONTHS - 1),
  categories: [category],
})

/** What is stored of a monthly category: looked up by line, month and scenario. */
export type MonthlyCells = {
  readonly cells: readonly StoredCell[]
  readonly months: readonly Month[]
  /** The stored integer; null where there is none. */
  readonly at: (lineId: string, month: Month, scenario: Scenario) => number | null
  /** The same in dollars, for the wire. */
  readonly dollars: (lineId: string, month: Month, scenario: Scenario) => number | null
  readonly isLocked: (lineId: string, month: Month) => boolean
}

/** Reads a document of monthly lines with what decides about its locks. */
export async function readMonthly(db: Db, scope: DocumentScope, today: Day): Promise<MonthlyCells> {
  const { siteId } = scope
  const cells = await readDocumentCells(db, scope)
  const months = monthsBetween(scope.first, scope.last)
  const siteMonths = months.map((month) => ({ siteId, month }))
  const facts: LockFacts = (await readLockFacts(db, siteMonths, today))(siteId)
  const stored = new Map(cells.map((cell) => [`${cell.lineId}|${cell.period}|${cell.scenario}`, cell.value]))
  const at: MonthlyCells['at'] = (lineId, month, scenario) => stored.get(`${lineId}|${month}|${scenario}`) ?? null
  return {
    cells,
    months,
    at,
    dollars: (lineId, month, scenario) => unscaled(at(lineId, month, scenario), 2),
    isLocked: (lineId, month) => cellLock(must(findLine(lineId), lineId), month, facts) !== null,
  }
}

/** The entries of named fields of named months; a month outside the document is an issue. */
export function planMonths(
  rows: readonly { readonly month: Month }[],
  scope: DocumentScope,
  lines: readonly { readonly field: string; readonly lineId: string }[],
): Planned[] {
  return rows.flatMap((row, index) => {
    if (row.month < scope.first || row.month > scope.last) {
      const expectedFormat = `a month from ${scope.first} to ${scope.last}`
      const message = 'This month is not in the document.'
      const field = `months.${index}.month`
      return [{ issue: { code: 'INVALID_PERIOD', field, message, providedValue: row.month, expectedFormat } }]
    }
    const given = row as Readonly<Record<string, unknown>>
    return lines.flatMap(({ field, lineId }): Planned[] => {
      const value = given[field] as number | null | undefined
      return value === undefined ? [] : [entryOf(`months.${index}.${field}`, lineId, row.month, value)]
    })
  })
}

/** Dollars for the wire, to the cent. */
export const cents = (value: Parameters<typeof rounded>[0]): number | null => rounded(value, 2)
