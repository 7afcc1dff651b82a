import type { Decimal } from '../core/decimal.ts'
import { sumOf } from './day-figures.ts'
import type { Explained, FigureUnit, Given, Part, Step } from './explained.ts'

/** One thing a step was worked out from. */
export const given = (name: string, value: Given['value'], unit: Given['unit'], origin: string): Given => ({
  name,
  value,
  unit,
  origin,
})

/** One step: the section of domain.md its rule stands in, what it gives and from what. */
export const step = (
  rule: string,
  label: string,
  value: Decimal | null,
  unit: FigureUnit,
  from: readonly Given[] = [],
): Step => ({ label, rule, given: from, value, unit })

/** One addend of a total. */
export const part = (id: string, label: string, value: Decimal | null): Part => ({ id, label, value })

/**
 * Gives a figure steps that are made when somebody first reads them, and once: most figures are never opened, and a
 * keystroke computes many. A copy by `{...figure}` reads them. `make` keeps alive whatever any function made beside it
 * looks at, so it is made where there is nothing else: what reads other values would keep every year before this one.
 */
export function withSteps<Figure extends object>(
  figure: Figure,
  make: () => readonly Step[],
): Figure & Pick<Explained, 'steps'> {
  let made: readonly Step[] | null = null
  return Object.defineProperty(figure as Figure & Pick<Explained, 'steps'>, 'steps', {
    enumerable: true,
    get: () => (made ??= make()),
  })
}

/** A figure that is the sum of its parts; null when no part has an answer. */
export const sumOfParts = (
  parts: readonly Part[],
  steps: readonly Step[] | (() => readonly Step[]),
  remark: string | null = null,
): Explained => {
  const total = sumOf(parts.map(({ value }) => value))
  return typeof steps === 'function' ? withSteps({ total, parts, remark }, steps) : { total, parts, steps, remark }
}

/** A figure with no parts but itself, such as a rate: it is what its last step gave. */
export const single = (steps: readonly Step[], remark: string | null = null): Explained => {
  const last = steps.at(-1)
  const total = last?.value ?? null
  return { total, parts: last ? [part('total', last.label, total)] : [], steps, remark }
}

/** Remarks as one text; null when there are none. */
export const remarks = (texts: readonly (string | null)[]): string | null => {
  const said = texts.filter((text) => text !== null)
  return said.length > 0 ? said.join(' ') : null
}
