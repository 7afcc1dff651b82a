import { GridToolbar } from '../shell/grid-toolbar.tsx'
import { CategoryPage } from './category-page.tsx'
import { otherRevenueSheet } from './other-revenue-sheet.ts'

/** Other revenue of the open site and year. */
export function OtherRevenuePage() {
  return <CategoryPage category="other-revenue" toGrid={otherRevenueSheet} tools={<GridToolbar />} />
}
