import type { GridOptions } from 'ag-grid-community'
import { BESIDE_ROW_HEIGHT } from './beside.ts'
import type { GridRow } from './grid-sheet.ts'
import { gridTheme } from './modules.ts'

/** A month and its weeks with room to spare: so many rows stay in the page, also where nobody looks. */
const ROWS_KEPT = 40
/** Of longer sheets, on either side of what is seen: each row in the page costs every picture of a scroll. */
const ROWS_AHEAD = 8

/** How AG Grid is to behave on every page: it draws, and leaves the numbers to us. */
export const gridSettings = (rowCount: number, hasBeside: boolean): GridOptions<GridRow> => ({
  theme: gridTheme,
  getRowId: ({ data }) => data.id,
  getRowClass: ({ data }) => data?.classes,
  readOnlyEdit: true,
  ...(hasBeside && { rowHeight: BESIDE_ROW_HEIGHT }),
  rowBuffer: rowCount > 2 * ROWS_KEPT ? ROWS_AHEAD : ROWS_KEPT,
  animateRows: false,
  suppressColumnVirtualisation: true,
  enableBrowserTooltips: true,
})
