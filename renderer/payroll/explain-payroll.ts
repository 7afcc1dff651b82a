import type { CodeDay } from '../../shared/calc/payroll/code-days.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { formatExact, formatPlain } from '../text/format.ts'
import { words } from '../text/words.ts'
import { codeDaysOf, figureOf, isBillable, type Part, revenueDaysOf } from './payroll-figures.ts'
import type { PayrollModel } from './payroll-model.ts'
import { unitOf } from './payroll-columns.ts'
import type { ShownMetric } from './payroll-view.ts'

const hours = (value: Decimal | null) => words.payroll.hours(value === null ? '–' : formatPlain(value))
const money = (value: Decimal | null) => formatExact(value, { unit: 'money' })

/** How a number came about, one step a line: of several codes what each adds, of one its hours and rate (domain.md 3.7). */
export function explainPayroll(model: PayrollModel, part: Part, metric: ShownMetric): string[] {
  const codes = codeDaysOf(model, part)
  if (metric === 'revenue') return explainRevenue(model, part)
  if (part.jobs.length > 1)
    return metric === 'rate'
      ? []
      : part.jobs.map((job) => {
          const figure = figureOf(model, { jobs: [job], days: part.days }, metric)
          return words.payroll.explain.code(job.title, formatExact(figure, { unit: unitOf(metric) }))
        })
  const [only, ...others] = codes
  return only === undefined || others.length > 0 ? [] : explainDay(only, metric)
}

function explainDay({ job, value, forecast }: CodeDay, metric: ShownMetric): string[] {
  if (job.annualSalary !== null) return value.origin === 'salary' ? [words.payroll.explain.salary] : []
  const rate = value.isRateTyped ? words.payroll.explain.rateTyped : words.payroll.explain.rateAverage
  if (metric === 'rate') return value.origin === 'actual' ? [] : [rate]
  if (value.origin === 'budget') return [words.payroll.explain.budget]
  if (value.origin !== 'forecast') return []
  const isFromCost = forecast.typed === 'cost'
  if ((metric === 'cost') === isFromCost) return []
  const told = [hours(value.hours), money(value.rate), money(value.cost)] as const
  const step = isFromCost ? words.payroll.explain.hours(told[2], told[1], told[0]) : words.payroll.explain.cost(...told)
  return [step, rate]
}

function explainRevenue(model: PayrollModel, part: Part): string[] {
  if (!isBillable(model, part.jobs)) return part.jobs.map(({ title }) => words.payroll.notBillable(title))
  const [day, ...others] = revenueDaysOf(model, part)
  if (day === undefined || others.length > 0) return []
  const { regular, overtime, rate, overtimeRate, increments } = day
  return [
    ...(regular.isZero() && !overtime.isZero()
      ? []
      : [words.payroll.explain.regular(hours(regular), money(rate), money(regular.times(rate)))]),
    ...(overtime.isZero()
      ? []
      : [words.payroll.explain.overtime(hours(overtime), money(overtimeRate), money(overtime.times(overtimeRate)))]),
    ...(increments === 0 ? [] : [words.payroll.explain.increments(increments)]),
  ]
}
