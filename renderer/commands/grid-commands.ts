import { planRepeat } from '../grid/change-chosen.ts'
import type { Planned } from '../grid/planned.ts'
import type { GridSheet } from '../grid/grid-sheet.ts'
import type { AppStore } from '../store/app-store.ts'
import type { AppState } from '../store/state.ts'
import { words } from '../text/words.ts'

/** The open grid with its chosen cells, what was being typed taken first; null where that cannot be, which is said. */
function chosenIn(store: AppStore): { readonly state: AppState; readonly sheet: GridSheet } | null {
  const { guard } = store.getState()
  if (guard !== null && !guard()) return null
  const state = store.getState()
  if (state.openGrid === null || state.chosen.length === 0) {
    state.say(words.change.choose, 'problem')
    return null
  }
  return { state, sheet: state.openGrid() }
}

/** Lets go of what was typed in the chosen cells, so that the budget counts again; one gesture. */
export function resetChosen(store: AppStore): void {
  const open = chosenIn(store)
  if (open === null) return
  const { state, sheet } = open
  const cleared = state.chosen.map((spot) => sheet.clear(spot)).filter((writes) => writes.length > 0)
  if (cleared.length === 0) return state.say(words.grid.nothingHere, 'problem')
  const label = words.change.reset(cleared.length)
  state.say(label)
  void state.write({ source: 'clear', label, writes: cleared.flat() })
}

/** The chosen days take the numbers of the week before them; one gesture. */
export function repeatWeek(store: AppStore): void {
  const open = chosenIn(store)
  if (open === null) return
  const planned = planRepeat(open.sheet, open.state.chosen)
  writePlanned(open.state, planned, (cells) => words.change.repeated(cells))
}

/** Opens the question how the chosen cells change. */
export function askToChange(store: AppStore): void {
  const open = chosenIn(store)
  if (open !== null) open.state.showPanel('change-chosen')
}

/** Writes what was planned as one gesture, or says why not. */
export function writePlanned(state: AppState, planned: Planned, labelOf: (cells: number) => string): boolean {
  if (!planned.ok) state.say(planned.reason, 'problem')
  if (!planned.ok) return false
  const label = labelOf(planned.cells)
  state.say(label)
  if (planned.writes.length > 0) void state.write({ source: 'fill', label, writes: [...planned.writes] })
  return true
}
