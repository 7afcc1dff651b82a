import type { CategoryId, LineDefinition } from './line.ts'
import { PARKING_RATE_LINES } from './parking-rates.ts'
import { STATISTICS_LINES } from './statistics.ts'

/** Every line there is, whatever its category. */
const LINES: readonly LineDefinition[] = [...STATISTICS_LINES, ...PARKING_RATE_LINES]

const byId = new Map(LINES.map((line) => [line.id, line]))

/** The definition of a line, or undefined for an id nobody defined. */
export const findLine = (lineId: string): LineDefinition | undefined => byId.get(lineId)

/** The categories in the order of the tabs (domain.md C-66). */
export const CATEGORIES: readonly { readonly id: CategoryId; readonly title: string }[] = [
  { id: 'statistics', title: 'Statistics' },
  { id: 'payroll', title: 'Payroll' },
  { id: 'parking-rates', title: 'Parking rates' },
  { id: 'other-revenue', title: 'Other revenue' },
  { id: 'other-expenses', title: 'Other expenses' },
]
