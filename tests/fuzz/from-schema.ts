import * as fc from 'fast-check'

/** As much of JSON Schema as the contract's schemas print. */
export type Schema = {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly additionalProperties?: Schema | boolean
  readonly minimum?: number
  readonly maximum?: number
  readonly format?: string
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
}

/** Texts that have broken programs before: SQL, paths, markup, controls, other scripts, and what looks like numbers. */
export const HOSTILE = [
  "'; drop table cell; --",
  '../../etc/passwd',
  '%00',
  '\u0000',
  '\ud800',
  '‮0427',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '__proto__',
  'constructor',
  'NaN',
  '1e309',
  '-0',
  '9007199254740993',
  '٣',
  ' ',
  '',
  'null',
  '0427|valetDaily|2026-05-02|forecast',
  '2026-02-30',
  '2026-13',
  '0000-00-00',
  'a'.repeat(3000),
] as const

const KNOWN = [
  '0427',
  '0431',
  '0612',
  '9999',
  '2026-05',
  '2026-05-02',
  '2026',
  'valetDaily',
  'account.7115',
  'payroll.hours.VLT1',
  'forecast',
  'budget',
  'district',
  '12',
  'all',
  '0427:2026',
] as const

const anything = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e21, -1e-9, 2 ** 53, [], {}, [[]], { a: { b: [] } }),
  fc.constantFrom<unknown>(...HOSTILE),
  fc.jsonValue({ maxDepth: 2 }),
)

/** Values of a schema most of the time, and hostile ones in its place now and then. */
export function fromSchema(schema: Schema, root: Schema = schema, depth = 0): fc.Arbitrary<unknown> {
  const right = valueOf(schema, root, depth)
  return fc.oneof({ weight: 14, arbitrary: right }, { weight: 1, arbitrary: anything })
}

function valueOf(schema: Schema, root: Schema, depth: number): fc.Arbitrary<unknown> {
  if (depth > 6) return fc.constant(null)
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace('#/$defs/', '')
    return valueOf(root.$defs?.[name] ?? {}, root, depth + 1)
  }
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const either = schema.anyOf ?? schema.oneOf
  if (either) return fc.oneof(...either.map((one) => valueOf(one, root, depth + 1)))
  if (schema.allOf?.[0]) return valueOf(schema.allOf[0], root, depth + 1)
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return objectOf(schema, root, depth)
    case 'array':
      return fc.array(fromSchema(schema.items ?? {}, root, depth + 1), { maxLength: 4 })
    case 'integer':
      return integerOf(schema)
    case 'number':
      return fc.oneof(
        fc.integer({ min: -5, max: 5000 }),
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
      )
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return textOf(schema)
    default:
      return anything
  }
}

function integerOf({ minimum = -1000, maximum = 1000 }: Schema): fc.Arbitrary<number> {
  const least = Math.max(minimum, -1000)
  return fc.integer({ min: least, max: Math.max(least, Math.min(maximum, least + 2000)) })
}

function textOf({ format }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid()
  if (format === 'date') return fc.constantFrom('2026-05-02', '2026-11-30', '2025-02-28')
  if (format === 'date-time') return fc.constantFrom('2026-05-02T10:00:00.000Z', '2026-05-02')
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...KNOWN) },
    { weight: 1, arbitrary: fc.constantFrom(...HOSTILE) },
    { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
  )
}

function objectOf(schema: Schema, root: Schema, depth: number): fc.Arbitrary<unknown> {
  const required = new Set(schema.required)
  const fields = Object.entries(schema.properties ?? {})
  const record = fc.record(
    Object.fromEntries(fields.map(([name, field]) => [name, fromSchema(field, root, depth + 1)])),
    { requiredKeys: fields.map(([name]) => name).filter((name) => required.has(name)) },
  )
  const more = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : null
  const named =
    more === null
      ? fc.constant({})
      : fc.dictionary(
          fc.constantFrom('7115', 'VLT1', 'SD1', 'site', 'date', ...HOSTILE.slice(0, 4)),
          fromSchema(more, root, depth + 1),
          { maxKeys: 3 },
        )
  const stranger = fc.oneof(
    { weight: 12, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.constantFrom({ role: 'forecasting_admin' }, { ver: 9 }, { extra: 1 }) },
  )
  return fc.tuple(record, named, stranger).map((parts) => Object.assign({}, ...parts) as unknown)
}
