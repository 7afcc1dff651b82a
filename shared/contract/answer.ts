import type { z } from 'zod'
import { AppError, type FieldIssue, toAppError } from '../core/errors.ts'
import type { Reply } from './reply.ts'

type Call = { readonly input: z.ZodType; readonly output: z.ZodType }

/**
 * Checks the input, runs the handler, checks the output, and turns every throw into data (house.md 4).
 * A throw that is not an AppError, or an output outside its schema, is a bug: reported whole, told as one sentence.
 */
export async function answer(
  call: Call,
  handler: (input: never) => unknown,
  raw: unknown,
  report: (bug: unknown) => void,
): Promise<Reply<unknown>> {
  try {
    const input = call.input.safeParse(raw, { reportInput: true })
    if (!input.success)
      throw new AppError('INVALID_DATA_TYPE', 'That request is not well formed.', fieldIssuesOf(input.error))
    const value = await handler(input.data as never)
    const output = call.output.safeParse(value)
    if (!output.success) throw output.error
    return { ok: true, value: output.data }
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code === 'INTERNAL') report(thrown)
    return { ok: false, error: error.toWire() }
  }
}

/** A schema's complaints as field issues: which field, what is wrong with it, what was given. */
export function fieldIssuesOf(error: z.ZodError): FieldIssue[] {
  return error.issues.map((issue) => ({
    code: issue.code === 'invalid_type' && issue.input === undefined ? 'MISSING_REQUIRED_FIELD' : 'INVALID_DATA_TYPE',
    field: issue.path.join('.'),
    message: issue.message,
    ...(issue.input === undefined ? {} : { providedValue: issue.input }),
  }))
}
