import type { Decimal } from '../../shared/core/decimal.ts'
import { formatExact } from '../text/format.ts'
import { words } from '../text/words.ts'
import { allRows, type GridSheet, type Spot } from './grid-sheet.ts'

/** What the details of a sum tell (renderer/shell/sum-details.tsx). No number is made here: all are those of the sheet. */
export type SumFacts = {
  readonly title: string
  readonly value: string
  /** What it adds up. */
  readonly made: string
  readonly references: readonly { readonly name: string; readonly value: string }[]
  /** What typing there does; null where nothing can be typed. */
  readonly entry: string | null
  /** Why nothing can be typed; null where it can. */
  readonly lock: { readonly isComputed: boolean; readonly words: string } | null
  /** How a computed number came about. */
  readonly steps: readonly string[]
}

/** What a sheet itself tells of one of its sums; null where the spot is none of its cells. */
export function sumFacts(sheet: GridSheet, spot: Spot): SumFacts | null {
  const row = allRows(sheet).find(({ id }) => id === spot.rowId)
  const column = sheet.columns.find(({ id }) => id === spot.columnId)
  const view = row?.cells[spot.columnId]
  if (column === undefined || view === undefined) return null
  const found = sheet.addends?.(spot) ?? null
  const under = found?.sheet()
  const open = found?.spots.filter((one) => under?.obstacleOf(one) === null).length ?? 0
  const obstacle = sheet.obstacleOf(spot)
  const asks = obstacle?.isComputed === true && open > 0
  return {
    title: sheet.nameOf(spot),
    value: exactly(view.figure, column),
    made: found === null ? words.sum.looked : words.sum.cells(found.spots.length),
    references: (['budget', 'last-year', 'actual'] as const).flatMap((kind) => {
      const value = sheet.beside?.(kind, spot) ?? ''
      return value === '' ? [] : [{ name: words.sum.references[kind], value }]
    }),
    entry: asks ? words.sum.asks(open) : null,
    lock: asks ? null : obstacle,
    steps: [],
  }
}

const exactly = (figure: Decimal | null, { unit }: GridSheet['columns'][number]): string =>
  unit === 'hours' && figure !== null
    ? words.payroll.hours(formatExact(figure, { unit }))
    : formatExact(figure, { unit })
