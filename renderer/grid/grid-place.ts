import type { GridApi } from 'ag-grid-community'
import type { GridPlace } from '../../shared/contract/places.ts'
import type { GridRow, Spot } from './grid-sheet.ts'
import { activeOf, type Pos, type Selection } from './selection.ts'

/** Where the person is in a grid now. */
export function gridPlace(api: GridApi<GridRow>, selection: Selection, spot: (pos: Pos) => Spot): GridPlace {
  return {
    anchor: spot(selection.anchor),
    end: spot(selection.end),
    active: spot(activeOf(selection)),
    top: Math.max(0, Math.round(api.getVerticalPixelRange().top)),
    left: Math.max(0, Math.round(api.getHorizontalPixelRange().left)),
  }
}

/**
 * What was chosen there, in the grid as it is now; null where it shows nothing of it. In another month the same day of
 * the month stands for a day, as long as the month has one.
 */
export function chosenAgain(
  place: GridPlace,
  rowIds: readonly string[],
  posOf: (rowId: string | undefined, columnId: string) => Pos | null,
): Selection | null {
  const find = ({ rowId, columnId }: Spot): Pos | null =>
    posOf(rowId, columnId) ?? posOf(sameDay(rowId, rowIds), columnId)
  const [anchor, end, active] = [place.anchor, place.end, place.active].map(find)
  if (!anchor || !end || !active) return null
  return { anchor, end, active }
}

/** The row of the same day of the month, where the rows are days. */
const sameDay = (rowId: string, rowIds: readonly string[]): string | undefined => {
  const day = /^\d{4}-\d\d(-\d\d)$/.exec(rowId)?.[1]
  return day === undefined ? undefined : rowIds.find((id) => /^\d{4}-\d\d-\d\d$/.test(id) && id.endsWith(day))
}

/**
 * Scrolls the grid to where it was. A page that left the screen comes back at its top, of which nobody is told: the grid
 * is, so that it does not go on from where it was before.
 */
export function scrollTo(root: HTMLElement, { top, left }: Pick<GridPlace, 'top' | 'left'>): void {
  const down = root.querySelector('.ag-body-vertical-scroll-viewport')
  const across = root.querySelector('.ag-body-horizontal-scroll-viewport')
  if (down) down.scrollTop = top
  if (across) across.scrollLeft = left
  for (const view of [down, across]) view?.dispatchEvent(new Event('scroll'))
}
