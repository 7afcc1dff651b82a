import type { GridApi } from 'ag-grid-community'
import type { GridRow } from './grid-sheet.ts'
import { boundsOf, isSingle, type Selection } from './selection.ts'

/** Draws again what is marked on the cells of some rows (chosen, copied, commented); their numbers are left alone. */
export function remarkRows(api: GridApi<GridRow>, rowIds: Iterable<string>): void {
  const total = api.getPinnedBottomRow(0)
  const rowNodes = [...new Set(rowIds)].flatMap((id) => api.getRowNode(id) ?? (total?.data?.id === id ? [total] : []))
  if (rowNodes.length > 0) api.refreshCells({ rowNodes, suppressFlash: true })
}

/** The rows in which a selection is drawn; one cell alone is drawn as the focus, by the grid itself. */
export function drawnRows(selection: Selection | null, rowIds: readonly string[]): readonly string[] {
  if (selection === null || isSingle(selection)) return []
  const { top, bottom } = boundsOf(selection)
  return rowIds.slice(top, bottom + 1)
}
