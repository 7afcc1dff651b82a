import { findLine } from '../../categories/index.ts'
import type { CategoryId } from '../../categories/line.ts'
import { addMonths, type Month, monthOf } from '../../core/calendar.ts'
import type { SiteInput } from './dependencies.ts'
import { BEFORE_YEAR, type InputChange } from './site-year-sheet.ts'

/** A stored cell as far as it matters here: its line and its day or month. */
export type ChangedCell = { readonly lineId: string; readonly period: string }

/** Which input of a site-year a line belongs to; accounts are one input wherever they are shown. */
const INPUT_OF: Readonly<Record<CategoryId, SiteInput>> = {
  statistics: 'statistics',
  'parking-rates': 'statistics',
  payroll: 'payroll',
  'other-revenue': 'otherRevenue',
  'other-expenses': 'accounts',
  'pl-view': 'ledger',
}

/**
 * The inputs some changed cells touch, each once. Cells outside the months touch none, but for payroll of the month
 * before, in which overtime weeks begin; lines nobody defined touch none either.
 */
export function changedInputs(cells: readonly ChangedCell[], months: readonly Month[]): InputChange[] {
  const before = months[0] === undefined ? null : addMonths(months[0], -1)
  const changes = new Map<string, InputChange>()
  for (const { lineId, period } of cells) {
    const line = findLine(lineId)
    if (line === undefined) continue
    const name = lineId.startsWith('account.') ? 'accounts' : INPUT_OF[line.category]
    const month = months.indexOf(monthOf(period))
    if (month === BEFORE_YEAR && !(name === 'payroll' && monthOf(period) === before)) continue
    changes.set(`${name} ${month}`, { name, month })
  }
  return [...changes.values()]
}
