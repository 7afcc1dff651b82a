import { z } from 'zod'

/** Exact decimal text, not rounded; null is "no answer". */
const Exact = z.string().nullable()
/** Rounded once for showing, half away from zero: 4 decimals for ratios, 2 for all else; null is "no answer". */
export const Rounded = z.number().nullable()

export const Unit = z.enum(['money', 'ratio', 'count', 'hours', 'rate'])

/** A calculated figure with everything that led to it (domain.md 9.5). */
export const Result = z.object({
  total: Rounded,
  exact: Exact,
  unit: Unit,
  /** They add up to the total; where they do not, the remark says why. */
  parts: z.array(z.object({ id: z.string(), label: z.string(), value: Rounded, exact: Exact })),
  steps: z.array(
    z.object({
      label: z.string(),
      /** Section of the domain description the rule stands in. */
      rule: z.string(),
      given: z.array(
        z.object({
          name: z.string(),
          value: z.string().nullable(),
          unit: Unit.or(z.literal('text')),
          origin: z.string(),
        }),
      ),
      value: Exact,
      unit: Unit,
    }),
  ),
  remark: z.string().nullable(),
})
export type Result = z.infer<typeof Result>
