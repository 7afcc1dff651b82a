import type { GridSheet, Spot } from '../grid/grid-sheet.ts'
import { type SumFacts, sumFacts } from '../grid/sum-facts.ts'
import type { AddedKind } from '../text/words/sum-words.ts'
import { words } from '../text/words.ts'
import { explainPayroll } from './explain-payroll.ts'
import { codeDaysOf, originOf, type ShownOrigin } from './payroll-figures.ts'
import type { PayrollModel } from './payroll-model.ts'
import { openDaysOf, payrollObstacle, type PayrollSpan, TOTAL } from './payroll-places.ts'
import type { PayrollColumn, PayrollView } from './payroll-view.ts'

const KINDS: Readonly<Record<ShownOrigin, AddedKind>> = {
  actual: 'actual',
  forecast: 'forecast',
  mixed: 'forecast',
  budget: 'budget',
  salary: 'derived',
  closed: 'closed',
  empty: 'empty',
}

/** What the sum of a column over several days adds up, and what typing there does. */
export function columnSum(
  model: PayrollModel,
  view: PayrollView,
  column: PayrollColumn,
  span: PayrollSpan,
  grid: GridSheet,
): Pick<SumFacts, 'made' | 'entry'> {
  const kinds: Partial<Record<AddedKind, number>> = {}
  for (const day of span.days) {
    const kind = KINDS[originOf(codeDaysOf(model, { jobs: column.jobs, days: [day] }))]
    kinds[kind] = (kinds[kind] ?? 0) + 1
  }
  const isRate = view.metric === 'rate'
  const open = openDaysOf(model, column, span.days).length
  const typed = isRate ? words.sum.rateOnEach(open) : words.sum.spreadsByCode(open, column.jobs.length)
  const rowId = grid.total !== null && span.kind === 'total' ? grid.total.id : null
  const asked = rowId === null ? null : (sumFacts(grid, { rowId, columnId: column.id })?.entry ?? null)
  return {
    made: isRate ? words.payroll.origins.average : words.sum.adds(span.days.length, kinds),
    entry: payrollObstacle(model, view, column, span) === null ? typed : asked,
  }
}

/** What a column of all jobs, or the row of a year, tells of itself; `model` is null for the year. */
export function payrollSum(
  model: PayrollModel | null,
  { metric }: Pick<PayrollView, 'metric'>,
  span: PayrollSpan | null,
  grid: GridSheet,
  spot: Spot,
): SumFacts | null {
  const facts = sumFacts(grid, spot)
  if (facts === null || model === null || span === null || spot.columnId !== TOTAL) return facts
  const steps = explainPayroll(model, { jobs: model.jobs, days: span.days }, metric)
  return { ...facts, made: words.payroll.origins.total, steps }
}
