import type { ColumnResizedEvent, GridApi } from 'ag-grid-community'
import type { GridHost } from './grid-host.ts'
import type { GridRow } from './grid-sheet.ts'

/** Columns made wider by hand: dragged at their edge, or with Alt and the arrows on their header. */
export class ColumnWidths {
  readonly #api: GridApi<GridRow>
  readonly #tell: GridHost['resized']

  constructor(api: GridApi<GridRow>, tell: GridHost['resized']) {
    this.#api = api
    this.#tell = tell
  }

  /** Told once, when the hand lets go; what the grid does by itself is nobody's wish. */
  resized({ finished, source, column }: ColumnResizedEvent<GridRow>): void {
    if (!finished || source !== 'uiColumnResized' || !column) return
    if (column.getFlex() !== null) return // told a turn late: it has its own width again meanwhile
    this.#tell(column.getColId(), column.getActualWidth())
  }

  /** How wide a column is drawn. */
  of(colId: string): number | null {
    return this.#api.getColumn(colId)?.getActualWidth() ?? null
  }

  /** The width a command asks for, never less than its widest number; null gives it its own again. */
  set(colId: string, width: number | null): void {
    const min = this.#api.getColumn(colId)?.getMinWidth()
    if (min === undefined) return
    if (width === null) this.#api.applyColumnState({ state: [{ colId, flex: min }] })
    else this.#api.applyColumnState({ state: [{ colId, flex: null, width: Math.max(min, width) }] })
    this.#tell(colId, width === null ? null : Math.max(min, width))
  }

  /** A double-click on the edge gives a column its own width again. */
  ownAgain({ target }: MouseEvent): void {
    const edge = target instanceof Element ? target.closest('.ag-header-cell-resize') : null
    const colId = edge?.closest('[col-id]')?.getAttribute('col-id')
    if (colId != null) this.set(colId, null)
  }
}
