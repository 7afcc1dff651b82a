import { AppError, type ErrorCode, type FieldIssue } from '../../shared/core/errors.ts'

/** Refuses an input that is well formed by itself but does not fit the others: names it and says what would be right. */
export function refuse(field: string, message: string, expectedFormat: string, providedValue?: unknown): never {
  const code: ErrorCode = 'INVALID_DATA_TYPE'
  throw new AppError(code, message, [
    {
      code,
      field: `inputs.${field}`,
      message,
      expectedFormat,
      ...(providedValue === undefined ? {} : { providedValue }),
    },
  ])
}

/** A day may be told once. */
export function uniqueDays(days: readonly { readonly day: string }[], field: string): void {
  const seen = new Set<string>()
  days.forEach(({ day }, i) => {
    if (seen.has(day)) refuse(`${field}.${i}.day`, 'This day is told twice.', 'each day once', day)
    seen.add(day)
  })
}

/** What a calculator refuses is wrong in the inputs, so it is told as such (400), with the field's whole path. */
export function asInputIssues(thrown: unknown): unknown {
  if (!(thrown instanceof AppError) || thrown.code !== 'CALCULATION_ERROR') return thrown
  return inputError(thrown.message, thrown.issues)
}

/** Issues of a calculator as issues of the request: `tiers[0].limit` is `inputs.tiers.0.limit`. */
export function inputError(message: string, issues: readonly FieldIssue[], under = ''): AppError {
  const named = issues.map((issue): FieldIssue => ({
    ...issue,
    code: issue.code === 'CALCULATION_ERROR' ? 'INVALID_DATA_TYPE' : issue.code,
    field: `inputs.${under}${issue.field.replaceAll(/\[(\d+)\]/g, '.$1')}`,
  }))
  return new AppError(named[0]?.code ?? 'INVALID_DATA_TYPE', message, named)
}
