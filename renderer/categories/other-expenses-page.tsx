import { GridToolbar } from '../shell/grid-toolbar.tsx'
import { CategoryPage } from './category-page.tsx'
import { otherExpensesSheet } from './other-expenses-sheet.ts'

/** Other expenses of the open site and year. */
export function OtherExpensesPage() {
  return <CategoryPage category="other-expenses" toGrid={otherExpensesSheet} tools={<GridToolbar />} />
}
