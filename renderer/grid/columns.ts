import type { CellClassParams, ColDef, ColGroupDef, ICellRendererParams, ValueFormatterParams } from 'ag-grid-community'
import type { LineDefinition } from '../../shared/categories/line.ts'
import { LINES } from '../statistics/sheet-model.ts'
import { words } from '../text/words.ts'
import { NumberEditor } from './number-editor.ts'
import type { CellView, GridRow } from './rows.ts'

/** Wide enough for the header and five digits, so that nothing is cut. */
function widthOf(line: LineDefinition): number {
  if (line.unit === 'money') return 84
  return Math.max(56, Math.round(line.shortLabel.length * 6.9) + 15)
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
    const column: ColDef<GridRow, CellView> = {
      colId: line.id,
      headerName: line.shortLabel,
      headerTooltip: line.label,
      headerClass: 'number-header',
      minWidth: widthOf(line),
      width: widthOf(line),
      flex: widthOf(line),
      valueGetter: ({ data }) => data?.cells[line.id],
      equals: (a, b) => a?.signature === b?.signature,
      valueFormatter: ({ value }: ValueFormatterParams<GridRow, CellView>) => value?.text ?? '',
      tooltipValueGetter: ({ value }) => (value as CellView | null | undefined)?.tooltip ?? null,
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
