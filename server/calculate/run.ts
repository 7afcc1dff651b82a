import type { CalculationName, InputsOf, ResultOf } from '../../shared/contract/calculate.ts'
import { agreementRunners } from './agreement.ts'
import { internalRevenueRunners } from './internal-revenue.ts'
import { payrollRunners } from './payroll.ts'
import { profitAndLossRunners } from './profit-and-loss.ts'
import { asInputIssues } from './refuse.ts'
import type { Runners } from './runner.ts'
import { statisticsRunners } from './statistics.ts'
import { validationRunners } from './validation.ts'

const runners: Runners<CalculationName> = {
  ...statisticsRunners,
  ...internalRevenueRunners,
  ...agreementRunners,
  ...payrollRunners,
  ...profitAndLossRunners,
  ...validationRunners,
}

/** Runs a calculator on checked inputs; what does not fit together in them is refused by the name of the field. */
export function runCalculation<N extends CalculationName>(name: N, inputs: InputsOf<N>): ResultOf<N> {
  try {
    return runners[name](inputs)
  } catch (thrown) {
    throw asInputIssues(thrown)
  }
}
