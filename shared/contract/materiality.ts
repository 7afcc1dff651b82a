import { z } from 'zod'

const Bounds = z.strictObject({ amount: z.number().min(0).nullable(), percent: z.number().min(0).nullable() })
const Limits = z.strictObject({ favorable: Bounds, unfavorable: Bounds, floor: z.number().min(0) })
const Level = z.strictObject({
  memo: Limits.nullable(),
  revenue: Limits.nullable(),
  payroll: Limits.nullable(),
  expense: Limits.nullable(),
  contribution: Limits.nullable(),
})

/** The same either way. */
const both = (amount: number, percent: number, floor: number) => ({
  favorable: { amount, percent },
  unfavorable: { amount, percent },
  floor,
})

/** Limits of a level whose amounts are so many times those of a site: several sites move by more dollars. */
const level = (times: number) => ({
  memo: null, // external revenue is explained by what it does to internal revenue
  revenue: both(5000 * times, 10, 500 * times),
  payroll: both(1000 * times, 5, 500 * times),
  expense: both(1000 * times, 10, 500 * times),
  contribution: both(5000 * times, 25, 500 * times),
})

/** From where on a variance to budget has to be explained, by row group and level (grid-and-pnl.md D4, domain.md C-58). */
export const MaterialitySettings = z.strictObject({
  site: Level.default(level(1)),
  district: Level.default(level(10)),
  region: Level.default(level(50)),
  company: Level.default(level(100)),
})
