import { Decimal } from '../core/decimal.ts'

/** A number with k or m behind it, as finance writes thousands and millions (grid-and-pnl.md C3). */
const SHORT = /([1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?|\d+\.?\d*|\.\d+)\s?([km])(?![\p{L}\d])/giu

/** A text in the marks of en-US with every 2k and 1.5m in it written out, exact. */
export const writtenOut = (text: string): string =>
  text.replaceAll(SHORT, (_, number: string, unit: string) =>
    new Decimal(number.replaceAll(',', '')).times(unit.toLowerCase() === 'k' ? 1e3 : 1e6).toFixed(),
  )

/** Where shorthand is switched off: why a text cannot be a number; null where it holds none, or is no number anyway. */
export function shorthandRefusal(raw: string): string | null {
  const [short = null] = /\d[\d.,]*\s?[km](?![\p{L}\d])/iu.exec(raw) ?? []
  if (short === null || /\p{L}/u.test(raw.replaceAll(/(\d)\s?[km](?![\p{L}\d])/giu, '$1'))) return null
  return `“${short}” is shorthand, which your settings of the grids do not read. Write the number out.`
}
