import { isForecast } from '../../shared/calc/payroll/payroll-entry.ts'
import type { Spot } from '../grid/grid-sheet.ts'
import type { PayrollModel } from './payroll-model.ts'
import { spanOf, TOTAL } from './payroll-places.ts'
import type { PayrollColumn, PayrollView } from './payroll-view.ts'

/**
 * What a sum of Payroll adds up, where a total can be spread over it: the days of a week or month, or the columns of a
 * day, where what is paid as a salary stays; null for rates and revenue, for who is paid a salary, for sums of sums.
 */
export function payrollAddends(
  model: PayrollModel,
  { metric }: PayrollView,
  columns: readonly PayrollColumn[],
  { rowId, columnId }: Spot,
): { readonly kind: 'days' | 'columns'; readonly spots: readonly Spot[] } | null {
  const span = spanOf(model, rowId)
  if (span === undefined || (metric !== 'hours' && metric !== 'cost')) return null
  if (columnId === TOTAL && span.kind === 'day' && (metric === 'hours' || !columns.some(isMixed)))
    return { kind: 'columns', spots: columns.map(({ id }) => ({ rowId, columnId: id })) }
  const isTyped = columns.some(({ id, isSalaried }) => id === columnId && !isSalaried)
  if (span.kind === 'day' || !isTyped) return null
  return { kind: 'days', spots: span.days.map((day) => ({ rowId: day, columnId })) }
}

/** A family in which some are paid a salary: its cell holds the cost of the others alone. */
const isMixed = ({ jobs, isSalaried }: PayrollColumn): boolean => !isSalaried && !jobs.every(isForecast)
