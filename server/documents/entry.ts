import { findLine } from '../../shared/categories/index.ts'
import { must } from '../../shared/core/bug.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import type { FieldIssue } from '../../shared/core/errors.ts'
import { toScaled } from '../../shared/core/scaled.ts'
import type { Write } from '../../shared/calc/write.ts'

/** One value of a request on its way to a cell, with the field it stands in. */
export type Entry = Write & { readonly field: string; readonly given: unknown }

/** What a request asks for, in the order of its fields: values to enter, and what is wrong with it. */
export type Planned = { readonly entry: Entry } | { readonly issue: FieldIssue }

/** A value in domain units (dollars, hours, vehicles, fractions) as it is stored; more decimals than it has are an issue. */
export function entryOf(field: string, lineId: string, period: string, given: number | null): Planned {
  if (given === null) return { entry: { field, given, lineId, period, value: null } }
  const line = must(findLine(lineId), lineId)
  const exact = new Decimal(given)
  if (exact.decimalPlaces() <= line.scale) {
    return { entry: { field, given, lineId, period, value: toScaled(exact, line.scale) } }
  }
  return {
    issue: {
      code: 'INVALID_DATA_TYPE',
      field,
      message: `${line.label} has too many decimals.`,
      providedValue: given,
      expectedFormat: `at most ${line.scale} decimals`,
    },
  }
}
