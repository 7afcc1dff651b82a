import { z } from 'zod'
import { endpoint } from './api.ts'
import { agreementCalculations } from './calculate/agreement.ts'
import { internalRevenueCalculations } from './calculate/internal-revenue.ts'
import { payrollCalculations } from './calculate/payroll.ts'
import { profitAndLossCalculations } from './calculate/profit-and-loss.ts'
import { statisticsCalculations } from './calculate/statistics.ts'
import { validationCalculations } from './calculate/validation.ts'

/** Every calculator that `POST /calculate` runs, by name (design.md 3). */
export const calculations = {
  ...statisticsCalculations,
  ...internalRevenueCalculations,
  ...agreementCalculations,
  ...payrollCalculations,
  ...profitAndLossCalculations,
  ...validationCalculations,
} as const
export type Calculations = typeof calculations
export type CalculationName = keyof Calculations
export type InputsOf<N extends CalculationName> = z.output<Calculations[N]['input']>
export type ResultOf<N extends CalculationName> = z.output<Calculations[N]['output']>

export const CALCULATION_NAMES = Object.keys(calculations) as [CalculationName, ...CalculationName[]]

type Request = {
  readonly [N in CalculationName]: { readonly calculation: N; readonly inputs: InputsOf<N> }
}[CalculationName]

const each = <T extends z.ZodType>(of: (name: CalculationName) => T) => CALCULATION_NAMES.map(of) as [T, ...T[]]

const requests = each((name) => {
  const { summary, rule, input, example } = calculations[name]
  return z
    .strictObject({ calculation: z.literal(name), inputs: input as z.ZodType })
    .meta({ title: name, description: `${summary} (${rule}).`, example: { calculation: name, inputs: example } })
})
/** One of the calculators with its own inputs. */
export const CalculateRequest = z.discriminatedUnion('calculation', requests) as unknown as z.ZodType<Request>

const stored = { id: z.uuid() }
const results = each((name) =>
  z
    .object({ ...stored, calculation: z.literal(name), result: calculations[name].output as z.ZodType })
    .meta({ title: name }),
)

export const calculateApi = {
  calculate: endpoint({
    method: 'POST',
    path: '/calculate',
    summary: 'Runs one calculator on the inputs given, without touching stored data',
    scopes: ['forecasting:read'],
    body: CalculateRequest,
    data: z.discriminatedUnion('calculation', results),
  }),
  result: endpoint({
    method: 'GET',
    path: '/results/:id',
    summary: 'A result of an earlier calculation of one’s own, with its inputs; the latest 50 of each person are kept',
    scopes: ['forecasting:read'],
    params: z.object({ id: z.uuid() }),
    data: z.object({
      id: z.uuid(),
      calculation: z.enum(CALCULATION_NAMES),
      createdAt: z.iso.datetime(),
      inputs: z.record(z.string(), z.unknown()),
      result: z.record(z.string(), z.unknown()),
    }),
  }),
} as const
