import type { CellClassParams, ColDef, ColGroupDef, ICellRendererParams, ValueFormatterParams } from 'ag-grid-community'
import type { LineDefinition } from '../../shared/categories/line.ts'
import { LINES } from '../statistics/sheet-model.ts'
import { words } from '../text/words.ts'
import { NumberEditor } from './number-editor.ts'
import type { CellView, GridRow } from './rows.ts'

/** Padding of a cell on both sides, and a little for rounding. */
const ROOM = 9

/** Wide enough for the header and the widest sum in the font this system has, so that nothing is cut. */
function widthOf(line: LineDefinition, root: HTMLElement): number {
  const pen = document.createElement('canvas').getContext('2d')
  if (pen === null) return 80
  const family = getComputedStyle(root).fontFamily
  pen.font = `500 11px ${family}`
  const header = pen.measureText(line.shortLabel).width
  pen.font = `600 12px ${family}`
  const widest = { money: '888,888', ratio: '100.0%', count: '88,888', hours: '8,888.88' }[line.unit]
  return Math.ceil(Math.max(header, pen.measureText(widest).width)) + ROOM
}

/** Two spans: the day, and in words what its numbers are. */
function dayCell({ data }: ICellRendererParams<GridRow>): HTMLElement {
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

/** The lines of Statistics as AG Grid's columns, in their groups: the only file that knows both. */
export function gridColumns(
  root: HTMLElement,
  isSelected: (params: CellClassParams<GridRow, CellView>) => boolean,
): (ColDef<GridRow> | ColGroupDef<GridRow>)[] {
  const day: ColDef<GridRow> = {
    colId: 'day',
    headerName: words.grid.day,
    pinned: 'left',
    width: 116,
    suppressNavigable: true,
    cellRenderer: dayCell,
    valueGetter: ({ data }) => `${data?.title ?? ''} ${data?.tag ?? ''}`,
    cellClass: 'day-column',
  }
  const groups = new Map<string, ColDef<GridRow, CellView>[]>()
  for (const line of LINES) {
    const width = widthOf(line, root)
    const column: ColDef<GridRow, CellView> = {
      colId: line.id,
      headerName: line.shortLabel,
      headerTooltip: line.label,
      headerClass: 'number-header',
      minWidth: width,
      width,
      flex: width,
      // What it all comes to stays in view when the columns do not fit.
      ...(line.unit === 'money' ? { pinned: 'right' as const } : {}),
      valueGetter: ({ data }) => data?.cells[line.id],
      equals: (a, b) => a?.signature === b?.signature,
      valueFormatter: ({ value }: ValueFormatterParams<GridRow, CellView>) => value?.text ?? '',
      tooltipValueGetter: ({ value }) => value?.tooltip ?? null,
      cellClass: ({ value }) => `number-cell ${value?.classes ?? ''}`,
      cellClassRules: { selected: isSelected },
      editable: ({ data }) => data?.cells[line.id]?.editable ?? false,
      cellEditor: NumberEditor,
    }
    const group = groups.get(line.group) ?? []
    group.push(column)
    groups.set(line.group, group)
  }
  return [day, ...[...groups].map(([headerName, children]) => ({ headerName, children, headerClass: 'group-header' }))]
}
