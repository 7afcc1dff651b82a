import { z } from 'zod'
import { Amount, Day, JobCode, Label, listOf, Month, orNull, Quantity } from './amounts.ts'
import { calculation, calculationWith } from './calculation.ts'
import { Result, Rounded } from './result.ts'

const TwoDecimals = Quantity.refine((value) => value.decimalPlaces() <= 2, 'Give at most 2 decimals.')
const Employees = z.number().int().min(0).max(500)
const Worked = z.strictObject({
  day: Day,
  code: JobCode,
  hours: orNull(TwoDecimals),
  cost: orNull(TwoDecimals),
})
const Typed = Worked.extend({ rate: orNull(TwoDecimals) })
const MONTH_OF_CODES = 31 * 100

export const payrollCalculations = {
  payrollCost: calculationWith(Result.extend({ hours: Rounded, lastActual: z.string().nullable() }), {
    summary: 'Payroll cost of a month by job family: actual to date, then forecast, else budget',
    rule: '3.4, 3.7, 8',
    input: z.strictObject({
      month: Month,
      jobs: listOf(
        z.strictObject({
          code: JobCode,
          title: Label.optional(),
          familyId: Label.optional(),
          averageRate: orNull(Quantity),
          employees: Employees.default(0),
          annualSalary: orNull(Quantity),
        }),
        100,
      ).min(1),
      forecast: listOf(Typed, MONTH_OF_CODES).default([]),
      actual: listOf(Worked, MONTH_OF_CODES).default([]),
      budget: listOf(Worked.omit({ day: true }), 100).default([]),
      defaultRate: Quantity.prefault(15),
    }),
    example: {
      month: '2026-04',
      jobs: [
        { code: 'VLT1', averageRate: 18.25, employees: 6 },
        { code: 'MGR', annualSalary: 65_700, employees: 1 },
      ],
      forecast: [{ day: '2026-04-11', code: 'VLT1', hours: 7.5 }],
      actual: [{ day: '2026-04-01', code: 'VLT1', hours: 8, cost: 150.4 }],
      budget: [{ code: 'VLT1', hours: 240, cost: 4_320 }],
    },
  }),
  averageHourlyRate: calculation({
    summary: 'Dollars an hour over pay rows; differentials and meal premiums bring dollars but no hours',
    rule: '3.4',
    input: z.strictObject({
      payRows: listOf(z.strictObject({ payType: z.string().min(1).max(60), hours: Quantity, dollars: Amount }), 5_000),
    }),
    example: {
      payRows: [
        { payType: 'REGULAR', hours: 70, dollars: 1_260 },
        { payType: 'OVERTIME', hours: 4, dollars: 108 },
        { payType: 'DIFFERENTIAL', hours: 10, dollars: 15 },
      ],
    },
  }),
  payrollSplit: calculation({
    summary: "A job family's hours or cost over its codes: by what is forecast, else by employees, else equally",
    rule: '3.5, 3.7',
    input: z.strictObject({
      value: TwoDecimals,
      unit: z.enum(['hours', 'money']),
      codes: listOf(
        z.strictObject({
          code: JobCode,
          employees: Employees,
          forecast: orNull(TwoDecimals),
          isSalaried: z.boolean().default(false),
        }),
        100,
      ).min(1),
    }),
    example: {
      value: 100,
      unit: 'hours',
      codes: [
        { code: 'GSA1', employees: 5 },
        { code: 'GSA2', employees: 1 },
      ],
    },
  }),
} as const
