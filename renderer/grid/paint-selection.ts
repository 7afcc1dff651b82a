/**
 * Draws what is chosen on the cells that are in the page, and touches no other: having the grid refresh every cell took
 * longer than a frame. Cells that come into the page later get the same class from the grid's own rule, which asks the
 * same question.
 */
export function paintSelection(root: HTMLElement, isSelected: (rowId: string, columnId: string) => boolean): void {
  for (const row of root.querySelectorAll('.ag-row[row-id]')) {
    const rowId = row.getAttribute('row-id') ?? ''
    for (const cell of row.children) {
      const columnId = cell.getAttribute('col-id')
      if (columnId === null) continue
      const isNow = isSelected(rowId, columnId)
      if (isNow !== cell.classList.contains('selected')) cell.classList.toggle('selected', isNow)
    }
  }
}
