import { GridToolbar } from '../shell/grid-toolbar.tsx'
import { CategoryPage } from './category-page.tsx'
import { parkingRatesSheet } from './parking-rates-sheet.ts'

/** Parking rates of the open site and year. */
export function ParkingRatesPage() {
  return <CategoryPage category="parking-rates" toGrid={parkingRatesSheet} tools={<GridToolbar />} />
}
