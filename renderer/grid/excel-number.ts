import { Decimal } from '../../shared/core/decimal.ts'

/** As many digits as Excel computes with: more is dust of binary fractions, 0.1 + 0.2 = 0.30000000000000004. */
const DIGITS = 15

/** A number as Excel writes it for other programs, as a person would type it; any other text stays as it is. */
export function excelNumber(text: string, isPercent: boolean): string {
  if (!/^-?\d*\.?\d+(e[+-]?\d{1,3})?$/i.test(text)) return text
  const value = new Decimal(text).toSignificantDigits(DIGITS)
  return isPercent ? `${value.times(100).toFixed()}%` : value.toFixed()
}
