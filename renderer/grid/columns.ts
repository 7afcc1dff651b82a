import type { CellClassParams, ColDef, ColGroupDef, ICellRendererParams, ValueFormatterParams } from 'ag-grid-community'
import { besideRenderer } from './beside.ts'
import { widthOf } from './column-widths.ts'
import type { Side } from './copy-border.ts'
import type { GridHost } from './grid-host.ts'
import type { CellView, GridColumn, GridRow, GridSheet, Spot } from './grid-sheet.ts'
import { NumberEditor } from './number-editor.ts'

/** What of a cell changes without its number. */
export type CellMarks = {
  readonly isSelected: (params: CellClassParams<GridRow, CellView>) => boolean
  /** Whether the border around what was copied runs along this side. */
  readonly isCopied: (spot: Spot, side: Side) => boolean
  /** Widths chosen by hand, by column. */
  readonly widths: Readonly<Record<string, number>>
  readonly remarkOf: NonNullable<GridHost['remarkOf']>
  /** What stands under a number; null where nothing is to stand there. */
  readonly besideAt: ((spot: Spot) => string) | null
}

/** Comments on a cell are counted out to a screen reader; so many and more are one class (styles/comments.css). */
const MOST_COUNTED = 5

/** Two spans: the row's title, and in words what its numbers are. */
function titleCell({ data }: ICellRendererParams<GridRow>): HTMLElement {
  const cell = document.createElement('span')
  cell.className = 'day-cell'
  const title = document.createElement('span')
  title.textContent = data?.title ?? ''
  const tag = document.createElement('span')
  tag.className = 'day-tag'
  tag.textContent = data?.tag ?? ''
  cell.append(title, tag)
  return cell
}

/** The columns of a sheet as AG Grid's, in their groups: the only file that knows both. */
export function gridColumns(
  { columns, corner, cornerWidth }: GridSheet,
  root: HTMLElement,
  marks: CellMarks,
): (ColDef<GridRow> | ColGroupDef<GridRow>)[] {
  const titles: ColDef<GridRow> = {
    colId: TITLES,
    headerName: corner,
    pinned: 'left',
    width: cornerWidth,
    suppressNavigable: true,
    cellRenderer: titleCell,
    cellAriaRole: 'rowheader',
    valueGetter: ({ data }) => `${data?.title ?? ''} ${data?.tag ?? ''}`,
    cellClass: 'day-column',
  }
  const groups = new Map<string, ColDef<GridRow, CellView>[]>()
  const defs: (ColDef<GridRow> | ColGroupDef<GridRow>)[] = [titles]
  for (const column of columns) {
    const def = numberColumn(column, root, marks)
    if (column.group === null) defs.push(def)
    else if (groups.has(column.group)) groups.get(column.group)?.push(def)
    else {
      const children = [def]
      groups.set(column.group, children)
      defs.push({ headerName: column.group, children, headerClass: 'group-header' })
    }
  }
  return defs
}

/** The column of row titles, which is no cell anybody can choose. */
const TITLES = 'titles'

function numberColumn(column: GridColumn, root: HTMLElement, marks: CellMarks): ColDef<GridRow, CellView> {
  const width = widthOf(column, root)
  const chosen = marks.widths[column.id]
  const isCopied =
    (side: Side) =>
    ({ data }: CellClassParams<GridRow, CellView>) =>
      data !== undefined && marks.isCopied({ rowId: data.id, columnId: column.id }, side)
  const remarkOf = ({ data }: CellClassParams<GridRow, CellView>) =>
    data && marks.remarkOf({ rowId: data.id, columnId: column.id })
  const counted = Array.from({ length: MOST_COUNTED }, (_, i) => [
    `comments-${i + 1}`,
    (params: CellClassParams<GridRow, CellView>) => Math.min(remarkOf(params)?.comments ?? 0, MOST_COUNTED) === i + 1,
  ])
  return {
    colId: column.id,
    headerName: column.title,
    headerTooltip: column.fullTitle,
    headerClass: 'number-header',
    minWidth: width, // no number is ever cut
    // Its share of the room, or the width a person gave it.
    ...(chosen === undefined ? { width, flex: width } : { width: Math.max(width, chosen) }),
    resizable: true,
    ...(column.pinned === true ? { pinned: 'right' as const } : {}),
    valueGetter: ({ data }) => data?.cells[column.id],
    equals: (a, b) => a?.signature === b?.signature,
    valueFormatter: ({ value }: ValueFormatterParams<GridRow, CellView>) => value?.text ?? '',
    ...(marks.besideAt ? { cellRenderer: besideRenderer(marks.besideAt) } : {}),
    tooltipValueGetter: ({ value }) => value?.tooltip ?? null,
    cellClass: ({ value }) => `number-cell ${value?.classes ?? ''}`,
    cellClassRules: {
      selected: marks.isSelected,
      'copied-top': isCopied('top'),
      'copied-bottom': isCopied('bottom'),
      'copied-left': isCopied('left'),
      'copied-right': isCopied('right'),
      asked: (params) => remarkOf(params)?.isAsked === true,
      ...Object.fromEntries(counted),
    },
    editable: ({ data }) => data?.cells[column.id]?.editable ?? false,
    cellEditor: NumberEditor,
  }
}
