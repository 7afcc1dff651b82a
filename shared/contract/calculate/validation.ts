import { z } from 'zod'
import { Amount, JobCode, Label, listOf, Month, orNull, Percent, Quantity, recordOf } from './amounts.ts'
import { calculationWith } from './calculation.ts'
import { Result } from './result.ts'

const LineId = z.string().regex(/^[A-Za-z][A-Za-z0-9.]{0,59}$/, 'A line id looks like valetDaily or rate.valetDaily.')
const Finding = z.object({
  rule: z.string(),
  level: z.enum(['error', 'confirm', 'warning']),
  code: z.string().nullable(),
  lineId: z.string().nullable(),
  period: z.string().nullable(),
  message: z.string(),
})
const Figures = z.strictObject({
  month: Month,
  revenue: orNull(Amount),
  priorYearRevenue: orNull(Amount),
  expenses: listOf(
    z.strictObject({ lineId: LineId, label: Label, value: orNull(Amount), budget: orNull(Amount) }),
    100,
  ).default([]),
  payroll: orNull(Amount),
  payrollHistory: listOf(Amount, 60).default([]),
  overtimeHours: orNull(Quantity),
  previousOvertimeHours: orNull(Quantity),
  hasForecast: z.boolean().default(true),
  isActiveSite: z.boolean().default(true),
})

export const validationCalculations = {
  validation: calculationWith(Result.extend({ canBeSubmitted: z.boolean(), findings: z.array(Finding) }), {
    summary: 'What is wrong or odd about values, a month or an allocation; the total counts the findings',
    rule: '10.1',
    input: z.strictObject({
      totalRooms: z.number().int().min(0).max(99_999).default(0),
      employees: recordOf(JobCode, z.number().int().min(0).max(500), 200).default({}),
      rateReferences: recordOf(
        LineId,
        z.strictObject({ actual: orNull(Quantity), budget: orNull(Quantity) }),
        20,
      ).default({}),
      cells: listOf(
        z.strictObject({
          lineId: LineId,
          period: z.string().max(10),
          value: orNull(Amount).describe('As a person reads it: dollars, vehicles, hours, and shares as 0–1'),
        }),
        5_000,
      ).default([]),
      month: orNull(Figures),
      allocations: listOf(z.strictObject({ name: Label, percentages: listOf(Percent, 200) }), 50).default([]),
    }),
    example: {
      totalRooms: 184,
      employees: { GSA1: 3 },
      rateReferences: { 'rate.valetDaily': { actual: 51.24 } },
      cells: [
        { lineId: 'captureRatio', period: '2026-04-16', value: 1.2 },
        { lineId: 'occupiedRooms', period: '2026-04-16', value: 190 },
        { lineId: 'rate.valetDaily', period: '2026-05', value: 60 },
      ],
      month: { month: '2026-05', revenue: 100_000, payroll: 45_000 },
      allocations: [{ name: 'Valet by code', percentages: [83.33, 16.6] }],
    },
  }),
} as const
