import type { FastifyRequest } from 'fastify'
import { checkCell } from '../../shared/calc/check-cell.ts'
import { findLine } from '../../shared/categories/index.ts'
import type { ErrorCode, FieldIssue } from '../../shared/core/errors.ts'

type SchemaError = {
  readonly validationContext?: string | undefined
  readonly validation: readonly {
    readonly keyword: string
    readonly instancePath: string
    readonly message?: string | undefined
    readonly params: unknown
  }[]
}

/** Fields of a path that have an error code of their own (domain.md 0.3), and what would be right. */
const OWN_CODES: Readonly<Record<string, { code: ErrorCode; expectedFormat: string }>> = {
  siteId: { code: 'INVALID_SITE_ID', expectedFormat: 'letters and digits, e.g. 0427' },
  period: { code: 'INVALID_PERIOD', expectedFormat: 'YYYY-MM' },
  year: { code: 'INVALID_PERIOD', expectedFormat: 'YYYY' },
}

/** A schema's complaints as field issues: which field, what was given, what would be right. */
export function issuesOf(error: SchemaError, request: FastifyRequest): FieldIssue[] {
  const part = partOf(request, error.validationContext)
  return error.validation.slice(0, 100).flatMap((issue): FieldIssue[] => {
    const path = issue.instancePath.split('/').filter(Boolean)
    if (issue.keyword === 'unrecognized_keys') {
      const { keys } = issue.params as { keys: string[] }
      return keys.map((key) => unknownField([...path, key], valueAt(part, [...path, key])))
    }
    const providedValue = valueAt(part, path)
    const expectedFormat = expectedBy(issue.params)
    const own = error.validationContext === 'params' ? OWN_CODES[path.at(-1) ?? ''] : undefined
    const code = own?.code ?? (providedValue === undefined ? 'MISSING_REQUIRED_FIELD' : 'INVALID_DATA_TYPE')
    return [
      {
        code,
        field: path.join('.') || 'body',
        message: code === 'MISSING_REQUIRED_FIELD' ? 'This field is required.' : (issue.message ?? 'Not valid.'),
        ...(providedValue === undefined || typeof providedValue === 'object' ? {} : { providedValue }),
        ...(own ? { expectedFormat: own.expectedFormat } : expectedFormat === undefined ? {} : { expectedFormat }),
      },
    ]
  })
}

/** What the schema would take, as far as it can say: a type, one of some values, a limit. */
function expectedBy(params: unknown): string | undefined {
  const { expected, options, values, minimum, maximum } = params as {
    readonly expected?: unknown
    readonly options?: unknown
    readonly values?: unknown
    readonly minimum?: number | bigint
    readonly maximum?: number | bigint
  }
  const choices = options ?? values
  if (Array.isArray(choices)) return `one of ${choices.join(', ')}`
  if (typeof expected === 'string') return expected
  if (minimum !== undefined) return `at least ${minimum}`
  return maximum === undefined ? undefined : `at most ${maximum}`
}

/** Where a document's field is a line under another name. */
const LINE_OF_FIELD: Readonly<Record<string, string>> = {
  net: 'revenue.net',
  misc: 'expense.miscellaneous',
  total: 'expense.total',
}

/** A field the schema does not have: a line that nobody types says so, anything else is simply unknown. */
function unknownField(path: readonly string[], providedValue: unknown): FieldIssue {
  const name = path.at(-1) ?? ''
  const line = findLine(LINE_OF_FIELD[name] ?? name) ?? findLine(`account.${name}`)
  const problem = line && line.entry !== 'input' ? checkCell(line, null, 0) : null
  const message = problem?.message ?? 'There is no such field.'
  return { code: 'INVALID_DATA_TYPE', field: path.join('.'), message, providedValue }
}

function partOf(request: FastifyRequest, context: string | undefined): unknown {
  if (context === 'params') return request.params
  return context === 'querystring' ? request.query : request.body
}

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (at === null || at === undefined ? undefined : (at as Record<string, unknown>)[key]),
    value,
  )
