import type { ColumnResizedEvent, GridApi } from 'ag-grid-community'
import type { GridHost } from './grid-host.ts'
import { allRows, type GridColumn, type GridRow, type GridSheet } from './grid-sheet.ts'

/** Padding of a cell on both sides, and a little for rounding. */
const ROOM = 9

/** Wide enough for the header and the widest text in the font this system has, so that nothing is cut. */
export function widthOf({ title, widest }: Pick<GridColumn, 'title' | 'widest'>, root: HTMLElement): number {
  const pen = document.createElement('canvas').getContext('2d')
  if (pen === null) return 80
  const family = getComputedStyle(root).fontFamily
  pen.font = `500 11px ${family}`
  const header = pen.measureText(title).width
  pen.font = `600 12px ${family}`
  return Math.ceil(Math.max(header, pen.measureText(widest).width)) + ROOM
}

/** How wide columns are: by hand, dragged at their edge or with Alt and the arrows on their header, and by themselves. */
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

  /** Makes room for numbers longer than a column was made for. */
  fit(sheet: GridSheet, root: HTMLElement): void {
    const all = allRows(sheet)
    const state = sheet.columns.flatMap(({ id, title, widest }) => {
      const longest = all.reduce((text, { cells }) => longer(text, cells[id]?.text ?? ''), widest)
      if (longest === widest) return []
      const width = widthOf({ title, widest: longest }, root)
      return width > (this.of(id) ?? width) ? [{ colId: id, flex: null, width }] : []
    })
    if (state.length > 0) this.#api.applyColumnState({ state })
  }

  /** A double-click on the edge gives a column its own width again. */
  ownAgain({ target }: MouseEvent): void {
    const edge = target instanceof Element ? target.closest('.ag-header-cell-resize') : null
    const colId = edge?.closest('[col-id]')?.getAttribute('col-id')
    if (colId != null) this.set(colId, null)
  }
}

const longer = (a: string, b: string): string => (b.length > a.length ? b : a)
