import type { Size } from './selection.ts'

/** How many rows and columns of the grid fit on the screen, less one that stays in view when a page is turned. */
export function screenOf(root: HTMLElement): Size {
  const view = root.querySelector('.ag-body-vertical-scroll-viewport')?.getBoundingClientRect()
  const across = root.querySelector('.ag-body-horizontal-scroll-viewport')?.getBoundingClientRect()
  const cells = [...root.querySelectorAll('[row-index="0"] .number-cell')].map((cell) => cell.getBoundingClientRect())
  const height = cells[0]?.height ?? 0
  if (view === undefined || across === undefined || height === 0) return { rows: 1, cols: 1 }
  const cols = cells.filter(({ left, right }) => left >= across.left - 1 && right <= across.right + 1).length
  return { rows: Math.max(1, Math.floor(view.height / height) - 1), cols: Math.max(1, cols - 1) }
}
