import type { GridMenu } from '../grid/grid-host.ts'
import type { Slice } from './state.ts'

/** The menu of the grid, while one is open. */
export type GridMenuSlice = {
  readonly gridMenu: GridMenu | null
  readonly showGridMenu: (menu: GridMenu | null) => void
}

export const createGridMenuSlice: Slice<GridMenuSlice> = (set) => ({
  gridMenu: null,
  showGridMenu: (gridMenu) => set({ gridMenu }),
})
