import { findLine } from '../../shared/categories/index.ts'
import type { CategoryId } from '../../shared/categories/line.ts'

/** The tab that shows a line; Statistics for one nobody defined. */
export const tabOf = (lineId: string): CategoryId => findLine(lineId)?.category ?? 'statistics'
