import type { GridApi } from 'ag-grid-community'
import type { GridRow, Spot } from './grid-sheet.ts'

/**
 * Shows other states of rows. As long as they are the same rows in the same order, only those that look otherwise are
 * touched, cell by cell: handing all of them over makes the grid go through its whole model at every key.
 */
export function showRows(api: GridApi<GridRow>, before: readonly GridRow[], after: readonly GridRow[]): void {
  const classesOf = new Map(before.map(({ id, classes }) => [id, classes]))
  const isSameList = before.length === after.length && before.every(({ id }, i) => id === after[i]?.id)
  if (isSameList) {
    after.forEach((row, i) => {
      if (row !== before[i]) api.getRowNode(row.id)?.updateData(row)
    })
  } else api.setGridOption('rowData', [...after])
  // The grid gives a row its classes once, when it makes it.
  const rowNodes = after.flatMap(({ id, classes }) => {
    const node = (classesOf.get(id) ?? classes) === classes ? undefined : api.getRowNode(id)
    return node ? [node] : []
  })
  if (rowNodes.length > 0) api.redrawRows({ rowNodes })
}

/** Shows another state of the row below all others, which a sheet may not have. */
export function showTotal(api: GridApi<GridRow>, before: GridRow | null, after: GridRow | null): void {
  if (before === after) return
  if (before !== null && after !== null) api.getPinnedBottomRow(0)?.setData(after)
  else api.setGridOption('pinnedBottomRowData', after ? [after] : [])
}

/** Draws the eye to a cell for a moment. */
export function flash(api: GridApi<GridRow>, { rowId, columnId }: Spot): void {
  const node = api.getRowNode(rowId)
  if (node) api.flashCells({ rowNodes: [node], columns: [columnId] })
}
