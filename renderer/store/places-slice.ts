import type { Bridge } from '../../shared/contract/ipc.ts'
import { type GridPlace, MOST_PLACES, MOST_RECENT, NO_PLACES, type Places } from '../../shared/contract/places.ts'
import type { Preferences } from '../../shared/contract/ipc.ts'
import { ask } from '../bridge.ts'
import type { Place } from '../grid/grid-sheet.ts'
import type { Slice } from './state.ts'

/** Long enough that somebody who types is not followed cell by cell. */
const KEEP_AFTER_MS = 400

/** Where this person left the workbench: found again after a change of tab and after a restart (domain.md 10.2). */
export type PlacesSlice = {
  /** Null until they were read: no grid opens before. */
  readonly places: Places | null
  /** Takes up what this person left; nothing of another person who was here before stays on the screen. */
  readonly arrive: (sub: string) => Promise<void>
  readonly placeIn: (grid: string) => GridPlace | null
  readonly keepPlace: (grid: string, place: GridPlace) => void
  /** A column made wider or narrower by hand; null gives it its own width again. */
  readonly keepWidth: (tab: string, columnId: string, width: number | null) => void
  /** Something was chosen in the palette. */
  readonly keepRecent: (id: string) => void
  readonly keepReviewPage: (page: Places['reviewPage']) => void
  /** Gives `work` the keyboard back into the open grid; null where none is open. */
  readonly resumeGrid: (() => void) | null
  readonly setResumeGrid: (resume: (() => void) | null) => void
  /** Widths of the columns of the open grid, in pixels; null where none is open. A width of null is a column's own. */
  readonly gridWidths: GridWidths | null
  readonly setGridWidths: (widths: GridWidths | null) => void
  /** The date and line a person takes along to another tab, and where that put them, until they go elsewhere there. */
  readonly carried: { readonly place: Place; readonly tab: Preferences['tab']; readonly landed: Place | null } | null
  readonly carry: (tab: Preferences['tab']) => void
  readonly landAt: (place: Place | null) => void
}

export type GridWidths = {
  readonly of: (columnId: string) => number | null
  readonly set: (columnId: string, width: number | null) => void
}

export const createPlacesSlice = (
  bridge: Bridge,
  later: (work: () => void, ms: number) => void = (work, ms) => void setTimeout(work, ms),
): Slice<PlacesSlice> => {
  let here: string | null = null
  let isWaiting = false
  return (set, get) => {
    /** Written behind, once for all that changed meanwhile. A place that could not be kept costs nobody a number. */
    const change = (changed: Partial<Places>): void => {
      const { places } = get()
      if (places === null) return
      set({ places: { ...places, ...changed } })
      if (isWaiting) return
      isWaiting = true
      later(() => {
        isWaiting = false
        const now = get().places
        if (now !== null) void ask(bridge, 'places.write', now)
      }, KEEP_AFTER_MS)
    }
    return {
      places: null,
      resumeGrid: null,
      arrive: async (sub) => {
        if (here !== null && here !== sub)
          set({
            places: null,
            sites: { status: 'loading' },
            sheet: { status: 'closed' },
            category: { status: 'closed' },
            profitAndLoss: { status: 'closed' },
            focus: null,
            focusSpot: null,
          })
        here = sub
        const [preferences, places] = await Promise.all([
          ask(bridge, 'preferences.read', undefined),
          ask(bridge, 'places.read', undefined),
        ])
        if (here !== sub) return // somebody else has come meanwhile
        if (preferences.ok) set({ preferences: preferences.value })
        const found = places.ok ? places.value : NO_PLACES
        set({ places: found, reviewPage: found.reviewPage })
      },
      placeIn: (grid) => get().places?.grids.find((one) => one.grid === grid)?.place ?? null,
      keepPlace: (grid, place) => {
        const others = (get().places?.grids ?? []).filter((one) => one.grid !== grid)
        change({ grids: [...others, { grid, place }].slice(-MOST_PLACES) })
      },
      keepWidth: (tab, columnId, width) => {
        const widths = get().places?.widths ?? {}
        const { [columnId]: _before, ...others } = widths[tab] ?? {}
        change({ widths: { ...widths, [tab]: width === null ? others : { ...others, [columnId]: width } } })
      },
      keepRecent: (id) => {
        const others = (get().places?.recent ?? []).filter((one) => one !== id)
        change({ recent: [id, ...others].slice(0, MOST_RECENT) })
      },
      keepReviewPage: (reviewPage) => change({ reviewPage }),
      setResumeGrid: (resumeGrid) => set({ resumeGrid }),
      gridWidths: null,
      setGridWidths: (gridWidths) => set({ gridWidths }),
      carried: null,
      carry: (tab) => {
        const { focus, carried } = get()
        const { lineId, period } = carried?.landed ?? {}
        const isElsewhere = focus !== null && (focus.lineId !== lineId || focus.period !== period)
        const place = isElsewhere ? focus : (carried?.place ?? focus)
        set({ carried: place && { place, tab, landed: null } })
      },
      landAt: (landed) => {
        const { carried } = get()
        if (carried !== null) set({ carried: { ...carried, landed } })
      },
    }
  }
}
