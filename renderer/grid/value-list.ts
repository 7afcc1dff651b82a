import { findLine } from '../../shared/categories/index.ts'
import type { LineDefinition } from '../../shared/categories/line.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { formatFigure } from '../text/format.ts'
import { localHere } from '../text/number-locale.ts'
import { words } from '../text/words.ts'
import type { CellCommand } from './cell-commands.ts'
import type { GridSheet, Spot } from './grid-sheet.ts'
import { shortText } from './planned.ts'

/** The cell above and to the left of one, by the rows and columns that can be chosen. */
export type Beside = { readonly above: Spot | null; readonly left: Spot | null }

/** Alt+↓: what could stand in a cell, each with its number (grid-and-pnl.md C2); what is not known cannot be taken. */
export function withValues(
  groups: readonly (readonly CellCommand[])[],
  sheet: GridSheet,
  active: Spot,
  { above, left }: Beside,
): readonly (readonly CellCommand[])[] {
  const exact = (spot: Spot | null) => spot && sheet.exactText(spot)
  const values: Partial<Record<CellCommand['id'], string | null>> = {
    takeBudget: sheet.reference?.('budget', active) ?? null,
    takeLastYear: sheet.reference?.('last-year', active) ?? null,
    fillDown: exact(above),
    fillRight: exact(left),
  }
  return groups.map((group) =>
    group.map((command) => {
      const value = values[command.id] ?? ''
      const title = words.cellCommands.values(command.id, said(sheet, active, value))
      // A percentage beside a count could not be taken.
      const isTaken = value !== '' && sheet.read(active, value).ok
      return { ...command, title, isEnabled: command.isEnabled && isTaken }
    }),
  )
}

/** A number as the cell would show it, with all that the cell takes of it; where that is not all of it, this is said. */
function said(sheet: GridSheet, spot: Spot, value: string): string {
  if (value === '') return ''
  const { unit, shownDecimals } = value.endsWith('%') ? PERCENTAGE : formAt(sheet, spot) // also one beside a count
  const exact = new Decimal(value.replace(/%$/, ''))
  const taken = exact.toDecimalPlaces(TYPED_DECIMALS)
  const decimals = Math.max(shownDecimals, taken.decimalPlaces()) as LineDefinition['shownDecimals'] // two at most
  const text = formatFigure(unit === 'ratio' ? taken.div(100) : taken, { unit, shownDecimals: decimals })
  return taken.equals(exact) ? text : words.cellCommands.rounded(text, localHere(shortText(value)))
}

/** What every line takes of a number that is typed (shared/categories/line.ts); of a percentage that of its percents. */
const TYPED_DECIMALS = 2
const PERCENTAGE = { unit: 'ratio', shownDecimals: 1 } as const
const SHOWN = { count: 0, ratio: 1, money: 2, hours: 2 } as const

/** How numbers are shown in a cell: as those of its line, else as those of its column. */
function formAt(sheet: GridSheet, { rowId, columnId }: Spot): Pick<LineDefinition, 'unit' | 'shownDecimals'> {
  const unit = sheet.columns.find(({ id }) => id === columnId)?.unit ?? 'count'
  return findLine(columnId) ?? findLine(rowId) ?? { unit, shownDecimals: SHOWN[unit] }
}
