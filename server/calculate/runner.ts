import type { CalculationName, InputsOf, ResultOf } from '../../shared/contract/calculate.ts'

/** What runs each calculator: its checked inputs to its answer. Pure. */
export type Runners<N extends CalculationName> = {
  readonly [Name in N]: (inputs: InputsOf<Name>) => ResultOf<Name>
}
