import { words } from '../text/words.ts'
import { besideText } from './beside.ts'
import { allRows, type BesideKind, type GridSheet, type Spot } from './grid-sheet.ts'

const STATES = ['actual', 'forecast', 'budget', 'derived'] as const

/**
 * A cell for somebody who hears it: line and day, value, where that comes from, what stands under it, what is wrong
 * with it, and why it cannot be typed: `Valet daily, Thu, Apr 16: 96. Typed forecast.` Null where the sheet shows no such cell.
 */
export function cellName(sheet: GridSheet, spot: Spot, beside: BesideKind | null = null): string | null {
  const view = allRows(sheet).find(({ id }) => id === spot.rowId)?.cells[spot.columnId]
  if (view === undefined) return null
  const under = beside === null ? '' : besideText(sheet, beside, spot)
  const classes = view.classes.split(' ')
  const state = STATES.find((one) => classes.includes(`from-${one}`))
  const obstacle = view.editable ? null : sheet.obstacleOf(spot)
  const said = [
    `${sheet.nameOf(spot)}: ${view.text === '' ? words.grid.empty : view.text}`,
    state === undefined ? null : words.origins[state],
    under === '' || beside === null ? null : `${words.toolbar.besideNames[beside]} ${under}`,
    view.tooltip,
    obstacle?.words ?? null,
  ]
  return said
    .filter((one) => one !== null)
    .map((one) => one.replace(/\.$/, ''))
    .join('. ')
}

/** Gives the cell that takes the keyboard its name, in time to be read out; again when its number has changed. */
export function nameFocused(target: EventTarget | null, sheet: GridSheet, beside: BesideKind | null = null): void {
  const cell = target instanceof Element && target.classList.contains('ag-cell') ? target : null
  const rowId = cell?.closest('[row-id]')?.getAttribute('row-id')
  const columnId = cell?.getAttribute('col-id')
  if (cell === null || rowId == null || columnId == null) return
  const name = cellName(sheet, { rowId, columnId }, beside)
  if (name !== null) cell.setAttribute('aria-label', name)
  cell.addEventListener('blur', () => cell.removeAttribute('aria-label'), { once: true })
}

/** Takes the names away that a grid leaves the page with: what is taken out of a page with the keyboard in it has no blur. */
export function forgetNames(root: HTMLElement): void {
  for (const cell of root.querySelectorAll('.ag-cell[aria-label]')) cell.removeAttribute('aria-label')
}
