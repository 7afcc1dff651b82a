import type { LineDefinition } from '../categories/line.ts'
import { OTHER_REVENUE_ROWS, type OtherRevenueId } from '../categories/other-revenue.ts'
import { given, part, step, sumOfParts } from './explain.ts'
import type { Explained } from './explained.ts'
import { type MonthCell, type MonthValue, plannedValue } from './month-value.ts'

/** The stored integer a typed one becomes: the sign of the row is applied, whatever was typed (domain.md 5.1, C-31). */
export function withForcedSign(line: Pick<LineDefinition, 'forcedSign'>, value: number | null): number | null {
  if (value === null || line.forcedSign === undefined || value === 0) return value
  return line.forcedSign * Math.abs(value)
}

/** What is stored of the six rows in a month; a missing row is empty. */
export type OtherRevenueInput = Readonly<Partial<Record<OtherRevenueId, Pick<MonthCell, 'forecast' | 'budget'>>>>

const EMPTY = { forecast: null, budget: null } as const

/** The value that counts of each row (domain.md 5.1). */
export const otherRevenueValues = (input: OtherRevenueInput): Record<OtherRevenueId, MonthValue> =>
  Object.fromEntries(OTHER_REVENUE_ROWS.map(({ id }) => [id, plannedValue(input[id] ?? EMPTY)])) as Record<
    OtherRevenueId,
    MonthValue
  >

/** Net other revenue of a month: the signed amounts added, which internal revenue takes in whole (domain.md 5.1, 6.8, C-48). */
export function otherRevenue(input: OtherRevenueInput): Explained {
  const values = otherRevenueValues(input)
  const parts = OTHER_REVENUE_ROWS.map(({ id, label }) => part(id, label, values[id].value))
  const sum = sumOfParts(parts, [])
  const known = OTHER_REVENUE_ROWS.filter(({ id }) => values[id].value !== null)
  return {
    ...sum,
    steps: [
      step(
        '5.1',
        'Net other revenue',
        sum.total,
        'money',
        known.map(({ id, label }) => given(label, values[id].value, 'money', values[id].origin)),
      ),
    ],
  }
}
