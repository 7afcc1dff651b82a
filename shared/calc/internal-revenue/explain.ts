import type { Decimal } from '../../core/decimal.ts'
import type { FigureUnit, Given, Part, Step } from '../explained.ts'
import type { Explained } from '../explained.ts'
import { sumOf } from '../day-figures.ts'

/** One thing a step was worked out from. */
export const given = (name: string, value: Given['value'], unit: Given['unit'], origin: string): Given => ({
  name,
  value,
  unit,
  origin,
})

/** One step: what it gives and from what. */
export const step = (
  rule: string,
  label: string,
  value: Decimal | null,
  unit: FigureUnit,
  from: readonly Given[] = [],
): Step => ({ label, rule, given: from, value, unit })

export const part = (id: string, label: string, value: Decimal | null): Part => ({ id, label, value })

/** A figure that is the sum of its parts; null when no part has an answer. */
export const sumOfParts = (
  parts: readonly Part[],
  steps: readonly Step[],
  remark: string | null = null,
): Explained => ({
  total: sumOf(parts.map(({ value }) => value)),
  parts,
  steps,
  remark,
})

/** Remarks as one text; null when there are none. */
export const remarks = (texts: readonly (string | null)[]): string | null => {
  const said = texts.filter((text) => text !== null)
  return said.length > 0 ? said.join(' ') : null
}
