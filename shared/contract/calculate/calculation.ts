import type { z } from 'zod'
import { Result } from './result.ts'

/** A calculator as it is published: what it works out, by which rule, from what, with what comes out. */
export type Calculation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  readonly summary: string
  /** Section of the domain description. */
  readonly rule: string
  readonly input: I
  readonly output: O
  /** Inputs that run as they stand. */
  readonly example: z.input<I>
}

type Told<I extends z.ZodType> = Omit<Calculation<I>, 'output'>

/** A calculator whose answer is the figure itself. */
export const calculation = <I extends z.ZodType>(told: Told<I>): Calculation<I, typeof Result> => ({
  ...told,
  output: Result,
})

/** A calculator that answers with more than the figure. */
export const calculationWith = <I extends z.ZodType, O extends z.ZodType>(
  output: O,
  told: Told<I>,
): Calculation<I, O> => ({ ...told, output })
