import { sumOf } from '../../shared/calc/day-figures.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import type { GridColumn } from '../grid/grid-sheet.ts'
import { words } from '../text/words.ts'
import { codeDaysOf, figureOf, isBillable, pairSum, type Part, revenueDaysOf } from './payroll-figures.ts'
import type { PayrollModel } from './payroll-model.ts'
import { TOTAL } from './payroll-places.ts'
import type { PayrollColumn, PayrollView, ShownMetric } from './payroll-view.ts'

/** Columns that are only looked at, of all jobs together: what it comes to, and what that stands beside. */
export const SUM_COLUMNS = ['budget', 'scheduled', 'revenue', TOTAL] as const
export type SumColumn = (typeof SUM_COLUMNS)[number]

/** Those of them that a metric has; what the contract pays only where it pays by the hour. */
export function sumColumnsOf({ revenue }: PayrollModel, metric: ShownMetric): readonly SumColumn[] {
  if (metric === 'rate') return []
  if (metric === 'revenue') return [TOTAL]
  return SUM_COLUMNS.filter((column) => column !== 'revenue' || revenue !== null)
}

/** The figure of all jobs in such a column. */
export function sumFigure(model: PayrollModel, part: Part, column: SumColumn, metric: ShownMetric): Decimal | null {
  const of = metric === 'cost' ? 'cost' : 'hours'
  if (column === TOTAL) return figureOf(model, part, metric)
  if (column === 'revenue') return sumOf(revenueDaysOf(model, part).map(({ revenue }) => revenue))
  return pairSum(codeDaysOf(model, part), (one) => one[column])[of]
}

export const unitOf = (metric: ShownMetric) => (metric === 'hours' ? 'hours' : 'money')
export const formOf = (metric: ShownMetric) => ({ unit: unitOf(metric), shownDecimals: 2 }) as const

const WIDEST: Readonly<Record<ShownMetric, string>> = {
  hours: '8,888.88',
  cost: '88,888.88',
  rate: '888.88',
  revenue: '88,888.88',
}

/** The columns of the grid: families or codes, then the sums. */
export function gridColumnsOf(model: PayrollModel, { mode, metric }: PayrollView, columns: readonly PayrollColumn[]) {
  const jobs = columns.map(({ id, label, group, jobs: own }): GridColumn => {
    const isPaid = metric !== 'revenue' || isBillable(model, own)
    const title = mode === 'Code' ? id : label
    return {
      id,
      title,
      fullTitle: isPaid ? label : `${label}, ${words.payroll.notBillableTag}`,
      group,
      unit: unitOf(metric),
      widest: WIDEST[metric],
      addable: metric !== 'rate',
    }
  })
  const sums = sumColumnsOf(model, metric).map((id): GridColumn => ({
    id,
    title: words.payroll[id],
    fullTitle: words.payroll.fullTitles[id],
    group: id === TOTAL ? null : words.payroll.allJobs,
    unit: id === 'revenue' ? 'money' : unitOf(metric),
    widest: id === 'revenue' || metric !== 'hours' ? '888,888.88' : '88,888.88',
    pinned: id === TOTAL, // what it all comes to
  }))
  return [...jobs, ...sums]
}
