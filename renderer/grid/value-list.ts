import type { CellCommand } from './cell-commands.ts'
import type { GridSheet, Spot } from './grid-sheet.ts'
import { localHere } from '../text/number-locale.ts'
import { words } from '../text/words.ts'

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
      const title = words.cellCommands.values(command.id, short(localHere(value)))
      // A percentage beside a count could not be taken.
      const isTaken = value !== '' && sheet.read(active, value).ok
      return { ...command, title, isEnabled: command.isEnabled && isTaken }
    }),
  )
}

/** At most four decimals: a month's budget spread over its days has endless ones. */
const short = (text: string): string => text.replace(/([.,]\d{4})\d+/, '$1…')
