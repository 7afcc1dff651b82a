import { isOpenOn } from '../../shared/calc/open-period.ts'
import { cellLock, type DailyCategory, LOCK_WORDS, type LockFacts } from '../../shared/calc/validation/cell-lock.ts'
import type { LineDefinition, Scenario } from '../../shared/categories/line.ts'
import type { CategorySheet, CategorySheetKey, CellMark, Gesture, SheetCategory } from '../../shared/contract/sheet.ts'
import { type Day, isMonth, type Month, monthOf } from '../../shared/core/calendar.ts'
import type { Obstacle, Place } from '../grid/grid-sheet.ts'
import { words } from '../text/words.ts'
import type { AppState } from '../store/state.ts'
import { withStoredWrites } from './with-stored-writes.ts'

/** A category's sheet with what was typed and not answered yet, and what decides about its cells. */
export type ShownSheet = {
  readonly base: CategorySheet
  readonly pending: readonly Gesture[]
  readonly sheet: CategorySheet
  readonly facts: LockFacts
  readonly marks: ReadonlyMap<string, CellMark>
}

const lastShown = new WeakMap<CategorySheet, ShownSheet>()

/**
 * The open sheet of a category as it is shown, the same object for the grid, the details and the dialogs as long as
 * nothing changed. Null when another site, category or month is open by now.
 */
export function shownSheet(
  { category, pending }: Pick<AppState, 'category' | 'pending'>,
  key: CategorySheetKey,
): ShownSheet | null {
  if (category.status !== 'open' || !isSameKey(category.key, key)) return null
  return shownOf(category.base, pending)
}

/** A sheet with what was typed and not answered yet; the same object as long as nothing of it is another. */
export function shownOf(
  base: CategorySheet,
  pending: readonly Gesture[],
  withWrites: (sheet: CategorySheet, writes: Gesture['writes']) => CategorySheet = withStoredWrites,
): ShownSheet {
  const last = lastShown.get(base)
  if (last?.pending === pending) return last
  const sheet = pending
    .filter((gesture) => gesture.siteId === base.site.siteId)
    .reduce((shown, gesture) => withWrites(shown, gesture.writes), base)
  if (last?.sheet === sheet) return last // nothing that waits is of it
  const shown = {
    base,
    pending,
    sheet,
    facts: factsOf(sheet),
    marks: new Map(sheet.marks.map((mark) => [placeKey(mark), mark])),
  }
  lastShown.set(base, shown)
  return shown
}

export const isSameKey = (a: CategorySheetKey, b: CategorySheetKey): boolean =>
  a.siteId === b.siteId && a.category === b.category && a.month === b.month

export const placeKey = ({ lineId, period }: Place): string => `${lineId} ${period}`

/** The stored integer of a cell in a scenario; null where nothing is stored. */
export function storedAt({ stored }: CategorySheet, scenario: Scenario, { lineId, period }: Place): number | null {
  if (isMonth(period)) return stored[period]?.[scenario]?.values[lineId] ?? null
  return stored[monthOf(period)]?.[scenario]?.days[lineId]?.[Number(period.slice(8)) - 1] ?? null
}

/** Why a line's cell cannot be typed now, in words; null when it can. */
export function obstacleAt({ sheet, facts }: ShownSheet, line: LineDefinition, period: string): Obstacle | null {
  if (line.entry !== 'input') {
    return { isComputed: true, words: line.entry === 'loaded' ? words.obstacles.loaded : words.obstacles.computed }
  }
  if (!sheet.editable) return { isComputed: false, words: words.obstacles['read-only'] }
  const lock = cellLock(line, period, facts)
  const { reference } = sheet
  if (lock === null && reference && !isMonth(period) && !isOpenOn(reference, period))
    return { isComputed: false, words: words.obstacles['not-in-operation'] }
  return lock === null ? null : { isComputed: lock === 'salaried', words: LOCK_WORDS[lock] }
}

function factsOf(sheet: CategorySheet): LockFacts {
  const lastDays = new Map<Month, Day | null>()
  const lastActual = (month: Month): Day | null => {
    const known = lastDays.get(month)
    if (known !== undefined) return known
    const lists = Object.values(sheet.stored[month]?.actual?.days ?? {})
    const last = Math.max(-1, ...lists.map((list) => list.findLastIndex((value) => (value ?? 0) > 0)))
    const day = last < 0 ? null : `${month}-${String(last + 1).padStart(2, '0')}`
    lastDays.set(month, day)
    return day
  }
  const salaried = new Set(sheet.reference?.jobs.filter((job) => job.annualSalary !== null).map(({ code }) => code))
  return {
    today: sheet.today,
    isActual: (category, day) => {
      const last = isDaily(sheet.category, category) ? lastActual(monthOf(day)) : null
      return last !== null && day <= last && isLoadedDay(sheet, day)
    },
    isPosted: (month) =>
      Object.entries(sheet.stored[month]?.actual?.values ?? {}).some(
        ([lineId, value]) => lineId.startsWith('account.7') && value !== null,
      ),
    isSalaried: (code) => salaried.has(code),
  }
}

const isDaily = (shown: SheetCategory, asked: DailyCategory): boolean => shown === asked

const isLoadedDay = ({ stored }: CategorySheet, day: Day): boolean =>
  Object.values(stored[monthOf(day)]?.actual?.days ?? {}).some((list) => list[Number(day.slice(8)) - 1] != null)
