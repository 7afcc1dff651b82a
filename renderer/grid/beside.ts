import type { ICellRendererParams } from 'ag-grid-community'
import type { BesideKind, CellView, GridRow, GridSheet, Spot } from './grid-sheet.ts'

/** Room for a number and the one under it. */
export const BESIDE_ROW_HEIGHT = 38

/** What stands under a number, as text; empty where nothing is known. */
export const besideText = (sheet: GridSheet, kind: BesideKind, spot: Spot): string => sheet.beside?.(kind, spot) ?? ''

/** Draws a number with another under it (grid-and-pnl.md A2: budget, last year, actual). */
export const besideRenderer =
  (textAt: (spot: Spot) => string) =>
  ({ value, data, column }: ICellRendererParams<GridRow, CellView>): HTMLElement => {
    const both = document.createElement('span')
    both.className = 'beside-cell'
    const main = document.createElement('span')
    main.textContent = value?.text ?? ''
    const under = document.createElement('span')
    under.className = 'beside'
    under.textContent = data && column ? textAt({ rowId: data.id, columnId: column.getColId() }) : ''
    both.append(main, under)
    return both
  }

/** True when another state of a sheet has other numbers under its own. */
export function isBesideOther(before: GridSheet, after: GridSheet, kind: BesideKind): boolean {
  const rows = [...after.rows, ...(after.total ? [after.total] : [])]
  return rows.some(({ id: rowId }) =>
    after.columns.some(({ id: columnId }) => {
      const spot = { rowId, columnId }
      return besideText(before, kind, spot) !== besideText(after, kind, spot)
    }),
  )
}
