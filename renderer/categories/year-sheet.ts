import { type Month, monthOf } from '../../shared/core/calendar.ts'
import type { Addends, BesideKind, GridSheet, Spot } from '../grid/grid-sheet.ts'
import { words } from '../text/words.ts'

/** What is around the months of a year: its name, its columns, and the row that adds them up. */
export type YearFrame = Pick<GridSheet, 'label' | 'columns' | 'total'> & {
  /** The year's own number in a column, with all its digits. */
  readonly exactTotal: (columnId: string) => string
  readonly besideTotal: (kind: BesideKind, columnId: string) => string | null
}

/**
 * The months of a year under each other (domain.md 1.6). Each month is the sheet of its one row, named after it, and
 * answers for that row; the year adds nothing but the sum.
 */
export function yearSheet(months: ReadonlyMap<Month, GridSheet>, frame: YearFrame): GridSheet {
  const { exactTotal, besideTotal, ...shown } = frame
  const at = ({ rowId }: Spot): GridSheet | undefined => months.get(rowId)
  const sumOf = ({ columnId }: Spot): Addends | null => {
    const spots = [...months.keys()].map((rowId) => ({ rowId, columnId }))
    const isAddable = spots.every((spot) => (at(spot)?.addends?.(spot) ?? null) !== null)
    return isAddable ? { sheet: () => year, spots } : null
  }
  const computed = { isComputed: true, words: words.obstacles.computed }
  const year: GridSheet = {
    ...shown,
    zoom: 'month',
    corner: words.plView.month,
    cornerWidth: 116,
    rows: [...months.values()].flatMap(({ rows }) => rows),
    obstacleOf: (spot) => (at(spot) ?? { obstacleOf: () => computed }).obstacleOf(spot),
    exactText: (spot) => at(spot)?.exactText(spot) ?? exactTotal(spot.columnId),
    read: (spot, text) => at(spot)?.read(spot, text) ?? { ok: false, reason: computed.words },
    preview: (spot, text) => at(spot)?.preview?.(spot, text) ?? null,
    reference: (kind, spot) => at(spot)?.reference?.(kind, spot) ?? null,
    beside: (kind, spot) => {
      const month = at(spot)
      return month ? (month.beside?.(kind, spot) ?? null) : besideTotal(kind, spot.columnId)
    },
    addends: (spot) => {
      const month = at(spot)
      return month ? (month.addends?.(spot) ?? null) : sumOf(spot)
    },
    clear: (spot) => at(spot)?.clear(spot) ?? [],
    nameOf: (spot) => {
      const month = at(spot)
      const title = frame.columns.find(({ id }) => id === spot.columnId)?.fullTitle ?? ''
      return month ? month.nameOf(spot) : words.months.sumOf(title, frame.total?.title ?? '')
    },
    placeAt: () => null,
    placesAt: (spot) => at(spot)?.placesAt?.(spot) ?? [],
    spotOf: (place) => months.get(monthOf(place.period))?.spotOf(place) ?? null,
  }
  return year
}

/** In words what a month's numbers are, by the kinds of its days. */
export function monthTag<K extends string>(
  month: Month,
  today: string,
  kinds: ReadonlySet<K | 'actual'>,
  tags: Readonly<Record<K | 'actual' | 'forecast', string>>,
): string {
  if (month < monthOf(today)) return words.grid.closedTag
  if (kinds.has('actual') && kinds.size > 1) return words.grid.underWay
  const [only] = kinds
  return tags[kinds.size === 1 && only !== undefined ? only : 'forecast']
}
