import type { GridApi } from 'ag-grid-community'
import type { GridRow } from './grid-sheet.ts'

/**
 * Shows other states of rows. As long as they are the same rows in the same order, only those that look otherwise are
 * touched, cell by cell: handing all of them over makes the grid go through its whole model at every key.
 */
export function showRows(api: GridApi<GridRow>, before: readonly GridRow[], after: readonly GridRow[]): void {
  const isSameList = before.length === after.length && before.every(({ id }, i) => id === after[i]?.id)
  if (!isSameList) return api.setGridOption('rowData', [...after])
  const nodes = after.flatMap((row, i) => {
    const node = row === before[i] ? undefined : api.getRowNode(row.id)
    return node ? [{ node, row }] : []
  })
  for (const { node, row } of nodes) node.updateData(row)
}
