import type { Explained, FigureUnit, Given } from '../../shared/calc/explained.ts'
import type { Result } from '../../shared/contract/calculate/result.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { AppError } from '../../shared/core/errors.ts'

const DECIMALS: Readonly<Record<FigureUnit, number>> = { money: 2, rate: 2, hours: 2, count: 2, ratio: 4 }

/** Beyond this a JSON number no longer tells every dollar. */
const MOST = 1e15

/** Rounded once, at the edge, half away from zero (domain.md 0.1); what a JSON number cannot hold exactly is refused. */
export function rounded(value: Decimal | null, unit: FigureUnit = 'money'): number | null {
  if (value === null) return null
  const places = value.toDecimalPlaces(DECIMALS[unit])
  if (places.precision() > 15 || places.abs().gte(MOST)) {
    const message = 'The result is too large to be told exactly. Enter smaller amounts.'
    throw new AppError('INVALID_DATA_TYPE', message, [
      { code: 'INVALID_DATA_TYPE', field: 'inputs', message, expectedFormat: 'amounts within 999,999,999' },
    ])
  }
  const number = places.toNumber()
  return number === 0 ? 0 : number // never -0
}

/** All digits, never in exponent form. */
export const exact = (value: Decimal | null): string | null => (value === null ? null : value.toFixed())

const givenText = (value: Given['value']): string | null =>
  value === null || typeof value === 'string' ? value : value.toFixed()

/** A figure as it is told: rounded for showing, exact beside it, with all that led to it. */
export function toWire({ total, parts, steps, remark }: Explained, unit: FigureUnit = 'money'): Result {
  return {
    total: rounded(total, unit),
    exact: exact(total),
    unit,
    parts: parts.map(({ id, label, value }) => ({ id, label, value: rounded(value, unit), exact: exact(value) })),
    steps: steps.map((step) => ({
      label: step.label,
      rule: step.rule,
      given: step.given.map(({ name, value, unit: of, origin }) => ({
        name,
        value: givenText(value),
        unit: of,
        origin,
      })),
      value: exact(step.value),
      unit: step.unit,
    })),
    remark,
  }
}
