import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  CALCULATION_NAMES,
  type CalculationName,
  CalculateRequest,
  calculations,
} from '../../shared/contract/calculate.ts'
import { AppError } from '../../shared/core/errors.ts'
import { injectedApi, type InjectedApi } from '../../tests/support/injected-api.ts'
import { runCalculation } from './run.ts'

type Inputs = Record<string, unknown>
const exampleOf = (name: CalculationName) => calculations[name].example as Inputs

/** Fields that cannot be left out, as the OpenAPI document says them. */
function requiredOf(name: CalculationName): string[] {
  const { required, oneOf } = z.toJSONSchema(calculations[name].input as z.ZodType, { io: 'input' })
  return required ?? oneOf?.[0]?.required ?? []
}

describe('inputs that are not right', () => {
  let api: InjectedApi
  beforeAll(async () => {
    api = await injectedApi({ demoSites: 0 })
  })
  afterAll(() => api.close())

  const refusal = async (calculation: unknown, inputs: unknown) => {
    const { status, body } = await api.ask('POST', '/calculate', { as: 'reed', body: { calculation, inputs } })
    const issues = body.errors.map(({ code, field, details }) => ({
      code,
      field: field ?? '',
      expected: (details as { expectedFormat?: string } | null)?.expectedFormat,
    }))
    return { status, issues, codes: body.errors.map(({ code, field }) => [code, field]) }
  }

  describe.each(CALCULATION_NAMES)('%s', (name) => {
    test('every field that is left out is named', async () => {
      const required = requiredOf(name)
      for (const key of required) {
        const inputs = Object.fromEntries(Object.entries(exampleOf(name)).filter(([other]) => other !== key))
        const { status, codes } = await refusal(name, inputs)
        expect([status, codes]).toEqual([400, [['MISSING_REQUIRED_FIELD', `inputs.${key}`]]])
      }
      expect(required.length + (name === 'validation' ? 1 : 0)).toBeGreaterThan(0)
    })

    test('every field of the wrong type is named, with what would be right', async () => {
      for (const [key, value] of Object.entries(exampleOf(name))) {
        const wrong = typeof value === 'string' ? 12.5 : 'wrong'
        const { status, issues } = await refusal(name, { ...exampleOf(name), [key]: wrong })
        expect(status).toBe(400)
        expect(issues.map(({ code, field }) => [code, field])).toEqual([['INVALID_DATA_TYPE', `inputs.${key}`]])
        expect([key, issues[0]?.expected]).toEqual([key, expect.any(String)])
      }
    })

    test('a field nobody knows is refused by name', async () => {
      const { status, codes } = await refusal(name, { ...exampleOf(name), surprise: 1 })
      expect([status, codes]).toEqual([400, [['INVALID_DATA_TYPE', 'inputs.surprise']]])
    })
  })

  test('a calculation nobody knows is answered with those there are', async () => {
    const { status, issues } = await refusal('weather', {})
    expect([status, issues[0]?.field]).toEqual([400, 'calculation'])
    expect(issues[0]?.expected).toContain('internalRevenue')
    expect((await refusal(undefined, {})).codes).toEqual([['MISSING_REQUIRED_FIELD', 'calculation']])
  })

  test('what is too long, too large or has too many digits is refused by name', async () => {
    const months = (exampleOf('profitAndLoss') as { months: unknown[] }).months
    const sites = Array.from({ length: 201 }, (_, i) => ({ siteId: `S${i}`, name: 'Site', months }))
    const fields = [
      await refusal('rollup', { ...exampleOf('rollup'), sites }),
      await refusal('claims', { ...exampleOf('claims'), incurred: 1_000_000_000 }),
      await refusal('claims', { ...exampleOf('claims'), incurred: 0.1234567890123456 }),
      await refusal('claims', { ...exampleOf('claims'), month: '1899-01' }),
    ].map(({ status, codes }) => [status, codes[0]?.[1]])
    expect(fields).toEqual([
      [400, 'inputs.sites'],
      [400, 'inputs.incurred'],
      [400, 'inputs.incurred'],
      [400, 'inputs.month'],
    ])
  })

  test('what is told twice, out of order or of another month is refused by the field', async () => {
    const payroll = exampleOf('payrollCost') as { jobs: object[]; forecast: object[]; budget: object[] }
    const { sites } = exampleOf('rollup') as { sites: [{ months: [object] }, { months: [object] }] }
    const [first, second] = sites
    const months = [...first.months, { month: '2025-02' }]
    const later = [{ ...second.months[0], month: '2025-04' }]
    const fields = [
      await refusal('payrollCost', { ...payroll, jobs: [...payroll.jobs, payroll.jobs[0]] }),
      await refusal('payrollCost', { ...payroll, forecast: [...payroll.forecast, ...payroll.forecast] }),
      await refusal('payrollCost', { ...payroll, forecast: [{ day: '2026-04-11', code: 'BELL', hours: 1 }] }),
      await refusal('payrollCost', { ...payroll, actual: [{ day: '2026-05-01', code: 'VLT1', hours: 1 }] }),
      await refusal('payrollCost', { ...payroll, budget: [...payroll.budget, ...payroll.budget] }),
      await refusal('profitAndLoss', { ...exampleOf('profitAndLoss'), months }),
      await refusal('rollup', { ...exampleOf('rollup'), sites: [first, first] }),
      await refusal('rollup', { ...exampleOf('rollup'), sites: [first, { ...second, months: later }] }),
      await refusal('rollup', { ...exampleOf('rollup'), sites: [{ ...first, months }] }),
    ].map(({ status, codes }) => [status, codes[0]?.[1]])
    expect(fields).toEqual([
      [400, 'inputs.jobs.2.code'],
      [400, 'inputs.forecast.1'],
      [400, 'inputs.forecast.0.code'],
      [400, 'inputs.actual.0.day'],
      [400, 'inputs.budget.1.code'],
      [400, 'inputs.months.1.month'],
      [400, 'inputs.sites.1.siteId'],
      [400, 'inputs.sites.1.months'],
      [400, 'inputs.sites.0.months.1.month'],
    ])
  })

  test('a limit and a choice that is missed is told', async () => {
    const claims = exampleOf('claims') as { claims: object }
    const told = [
      await refusal('claims', { ...claims, incurred: -1_000_000_000 }),
      await refusal('claims', { ...claims, claims: { type: 'Sometimes' } }),
    ].map(({ issues }) => [issues[0]?.field, issues[0]?.expected])
    expect(told).toEqual([
      ['inputs.incurred', 'at least -999999999'],
      ['inputs.claims.type', 'one of PerClaim, AnnualCalendar, AnnualAnniversary'],
    ])
  })

  test('inputs that do not fit each other are refused by the field', async () => {
    const share = exampleOf('revenueShare') as { contract: { revenueShare: { thresholdStructures: object[] } } }
    const [structure] = share.contract.revenueShare.thresholdStructures
    const withStructures = (...thresholdStructures: object[]) => ({
      ...share,
      contract: { revenueShare: { thresholdStructures } },
    })
    const statistics = exampleOf('statistics') as { days: object[] }
    const fields = [
      await refusal('revenueShare', withStructures({ ...structure, accumulationType: 'AnnualAnniversary' })),
      await refusal('revenueShare', withStructures({ ...structure, tiers: [] })),
      await refusal('revenueShare', withStructures({ ...structure }, { ...structure, revenueCodes: ['VM1'] })),
      await refusal('statistics', { ...statistics, days: [...statistics.days, ...statistics.days] }),
      await refusal('externalRevenue', { month: '2026-06', roomsAvailable: 1, forecast: [{ day: '2026-05-01' }] }),
      await refusal('validation', { cells: [{ lineId: 'rate.selfDaily', period: '2026-05', value: 1.234 }] }),
    ].map(({ status, codes }) => [status, codes[0]])
    expect(fields).toEqual([
      [400, ['MISSING_REQUIRED_FIELD', 'inputs.contract.startDate']],
      [400, ['MISSING_REQUIRED_FIELD', 'inputs.contract.revenueShare.thresholdStructures.0.tiers']],
      [400, ['INVALID_DATA_TYPE', 'inputs.revenue.byCategory']],
      [400, ['INVALID_DATA_TYPE', 'inputs.days.1.day']],
      [400, ['INVALID_DATA_TYPE', 'inputs.forecast.0.day']],
      [400, ['INVALID_DATA_TYPE', 'inputs.cells.0.value']],
    ])
  })
})

/** Every place in a value, as the keys that lead to it. */
function placesOf(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  const below =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...at, key]))
      : []
  return at.length === 0 ? below : [at, ...below]
}
function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>
  copy[key] = replaced(copy[key], rest, by)
  return copy
}
const anything = fc.oneof(
  fc.constantFrom(0, -1, 1e-7, 999_999_999, 0.005, null, '', '2026-02-30', '2099-12', '2000-01-01', [], {}, true),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
)

/** What became of inputs: an answer in its shape, a refusal that names fields, or something that must not be. */
function outcome(name: CalculationName, inputs: unknown): 'answered' | 'refused' | 'wrong' {
  const body = CalculateRequest.safeParse({ calculation: name, inputs })
  if (!body.success) return 'refused'
  try {
    const result = runCalculation(body.data.calculation, body.data.inputs)
    return calculations[name].output.safeParse(result).success ? 'answered' : 'wrong'
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    const isNamed = thrown.issues.length > 0 && thrown.issues.every(({ field }) => field.startsWith('inputs'))
    return thrown.status === 400 && isNamed ? 'refused' : 'wrong'
  }
}

test.each(CALCULATION_NAMES)(
  'always: %s answers in its shape or refuses a field, whatever stands in one place',
  (name) => {
    const example = exampleOf(name)
    fc.assert(
      fc.property(fc.constantFrom(...placesOf(example)), anything, (place, value) => {
        expect(outcome(name, replaced(example, place, value))).not.toBe('wrong')
      }),
      { numRuns: 150 },
    )
  },
)
