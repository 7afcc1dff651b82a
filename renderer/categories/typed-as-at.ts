import { isDay, monthOf } from '../../shared/core/calendar.ts'
import type { Place } from '../grid/grid-sheet.ts'
import { storedForecast } from '../statistics/sheet-model.ts'
import type { AppState } from '../store/state.ts'
import { typedAsKey } from '../store/typed-as-slice.ts'
import { shownSheet, storedAt } from './shown-sheet.ts'
import { tabOf } from './tab-of.ts'

/** The arithmetic a cell's number was typed as; null where it was typed as itself, or another number stands there now. */
export function typedAsAt(state: AppState, place: Place | null): string | null {
  const { typedAs, preferences } = state
  if (place === null || typedAs === null || typedAs.siteId !== preferences.siteId || typedAs.texts.size === 0)
    return null
  const value = storedHere(state, place)
  return value === null ? null : (typedAs.texts.get(typedAsKey({ ...place, value })) ?? null)
}

/** What a person typed into a cell of the open sheet, as it is stored. */
function storedHere(state: AppState, place: Place): number | null {
  const { sheet, category } = state
  if (tabOf(place.lineId) !== 'statistics') {
    const shown = category.status === 'open' ? shownSheet(state, category.key) : null
    return shown && storedAt(shown.sheet, 'forecast', place)
  }
  if (sheet.status !== 'open' || !isDay(place.period) || monthOf(place.period) !== sheet.key.month) return null
  return storedForecast(sheet.model.sheet, place.lineId, Number(place.period.slice(8)) - 1)
}
