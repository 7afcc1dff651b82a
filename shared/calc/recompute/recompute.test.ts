import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysOf, monthsOf } from '../../core/calendar.ts'
import { Decimal, ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import type { AccountAmounts } from '../profit-and-loss/account-use.ts'
import type { ComputedAmount, Loaded } from '../profit-and-loss/data-sets.ts'
import { overridden } from '../profit-and-loss/override.ts'
import { externalRevenueMonth } from '../profit-and-loss/external-revenue-month.ts'
import { AMOUNT_ROWS, type AmountRow } from '../profit-and-loss/flc.ts'
import { DEFAULT_PL_RULES } from '../profit-and-loss/rules.ts'
import { rollup, type SiteResult } from '../profit-and-loss/rollup.ts'
import { siteYear } from '../profit-and-loss/site-year.ts'
import { type StatisticsInput, statisticsMonth } from '../statistics-month.ts'
import { changedInputs } from './changed-inputs.ts'
import { ROLLUP_RULES, SITE_INPUTS, SITE_RULES, sitesOf } from './dependencies.ts'
import { affectedBy, evaluate, type Rule } from './graph.ts'
import { computeRollup, recomputeRollup, rollupOf } from './rollup-sheet.ts'
import {
  BEFORE_YEAR,
  type Calculators,
  computeSiteYear,
  type InputChange,
  type InternalRevenueContext,
  profitAndLossOf,
  recomputeSiteYear,
  type SiteYearInput,
} from './site-year-sheet.ts'

const MONTHS = monthsOf(2026)
const terms = { today: '2026-04-10', rules: DEFAULT_PL_RULES }

type Payroll = { readonly cost: Decimal | null }
type Contract = {
  readonly hasManagementAgreement: boolean
  readonly adjustmentRate: Decimal
  readonly share: Decimal
  readonly limit: Decimal
}
type Input = SiteYearInput<Payroll, Contract>

const tenth = ({ total }: ComputedAmount) => (total === null ? null : total.div(10))

/** A contract that looks at everything it may: a yearly share above a limit, rooms, reimbursed cost and other revenue. */
const internalRevenue = (of: InternalRevenueContext<Payroll, Contract>): ComputedAmount => {
  const upTo = Array.from({ length: of.month + 1 }, (_, month) => month)
  const revenue = (months: readonly number[]) => sumOf(months.map((month) => of.external(month).total)) ?? ZERO
  const above = (amount: Decimal) => Decimal.max(ZERO, amount.minus(of.contract.limit))
  const share = above(revenue(upTo))
    .minus(above(revenue(upTo.slice(0, -1))))
    .times(of.contract.share)
  const parts = [
    { id: 'share', label: 'Share', value: share },
    { id: 'rooms', label: 'Rooms', value: of.statistics(of.month)?.total.occupiedRooms ?? null },
    { id: 'payroll', label: 'Payroll', value: of.payroll(of.month).cost ?? of.payrollCost(of.month).total },
    {
      id: 'accounts',
      label: 'Accounts',
      value: sumOf(upTo.flatMap((m) => of.accounts(m).map(({ budget }) => budget))),
    },
    { id: 'posted', label: 'Posted', value: sumOf(upTo.map((m) => of.ledger(m).Claims?.actual ?? null)) },
    { id: 'other', label: 'Other revenue', value: of.otherRevenue(of.month) },
    {
      id: 'earlier',
      label: 'A tenth of the month before',
      value: of.month === 0 ? null : tenth(of.earlier(of.month - 1)),
    },
  ]
  return { total: sumOf(parts.map(({ value }) => value)), isForecast: true, parts }
}
const payrollCost = ({ cost }: Payroll): ComputedAmount => ({ total: cost, isForecast: cost !== null, parts: [] })
const calculators: Calculators<Payroll, Contract> = { payrollCost, internalRevenue }

/** The same year without the dependencies: every month computed straight, one after the other. */
function straight(input: Input) {
  const statistics = input.statistics.map((stored) => stored && statisticsMonth(stored))
  const external = statistics.map((month, i) => {
    const computed = externalRevenueMonth({
      statistics: month,
      hasForecastRates: Object.values(input.statistics[i]?.forecastRates ?? {}).some((rate) => rate != null),
      budget: input.ledger[i]?.ExternalRevenue?.budget ?? null,
      adjustmentRate: input.contract.adjustmentRate,
    })
    return overridden(computed, input.ledger[i]?.ExternalRevenue?.override)
  })
  const cost = input.payroll.map((payroll) => payrollCost(payroll))
  const internal: ComputedAmount[] = []
  for (const i of MONTHS.keys()) {
    const computed = internalRevenue({
      month: i,
      contract: input.contract,
      statistics: (at) => statistics[at] ?? null,
      external: (at) => external[at] as ReturnType<typeof externalRevenueMonth>,
      payrollCost: (at) => cost[at] as ComputedAmount,
      payroll: (at) => input.payroll[at] as Payroll,
      otherRevenue: (at) => input.otherRevenue[at] ?? null,
      accounts: (at) => input.accounts[at] ?? [],
      ledger: (at) => input.ledger[at] ?? {},
      labor: () => undefined,
      sharedRevenue: () => undefined,
      earlier: (at) => internal[at] as ComputedAmount,
    })
    internal.push(overridden(computed, input.ledger[i]?.InternalRevenue?.override))
  }
  return siteYear(
    MONTHS.map((month, i) => ({
      month,
      external: external[i] as ComputedAmount,
      internal: internal[i] as ComputedAmount,
      payroll: cost[i] as ComputedAmount,
      accounts: input.accounts[i] ?? [],
      loaded: input.ledger[i] ?? {},
      hasManagementAgreement: input.contract.hasManagementAgreement,
    })),
    terms,
  )
}

const CARS = 1_000_000
const amount = fc.option(fc.integer({ min: 0, max: 1e8 }).map((cents) => new Decimal(cents).div(100)))
const rate = fc.option(fc.integer({ min: 0, max: 9_999 }))
const anyOverride = fc.record({ amount: amount.map((value) => value ?? ZERO), note: fc.constant('by a test') })
const anyLoaded = fc.record(
  { actual: amount, budget: amount, priorYear: amount, override: anyOverride },
  { requiredKeys: ['actual', 'budget', 'priorYear'] },
) as fc.Arbitrary<Loaded>
const account = (code: string): fc.Arbitrary<AccountAmounts> =>
  fc
    .record({ forecast: amount, budget: amount, actual: amount })
    .map((amounts) => ({ account: code, title: code, ...amounts }))
const anyAccounts = fc.tuple(...['7082', '7100', '7170', '7075', '7000'].map(account))
const anyLedger = fc.record(
  Object.fromEntries(AMOUNT_ROWS.map((row) => [row, anyLoaded])) as Record<AmountRow, fc.Arbitrary<Loaded>>,
  { requiredKeys: [] },
) as fc.Arbitrary<Partial<Record<AmountRow, Loaded>>>
const anyStatistics = (month: string): fc.Arbitrary<StatisticsInput | null> =>
  fc.option(
    fc
      .record({
        day: fc.nat({ max: 27 }),
        cars: fc.nat({ max: 500 }),
        rooms: fc.nat({ max: 200 }),
        daily: rate,
        budget: rate,
      })
      .map(({ day, cars, rooms, daily, budget }) => ({
        month,
        totalRooms: 200,
        forecast: {
          valetDaily: daysOf(month).map((_, i) => (i === day ? cars * CARS : null)),
          occupiedRooms: daysOf(month).map((_, i) => (i === day ? rooms * CARS : null)),
        },
        actual: {},
        budget: { selfDaily: 31 * CARS },
        forecastRates: { valetDaily: daily },
        budgetRates: { valetDaily: budget, selfDaily: 1_500 },
      })),
  )
const anyContract: fc.Arbitrary<Contract> = fc
  .record({
    hasManagementAgreement: fc.boolean(),
    adjustment: fc.nat({ max: 30 }),
    share: fc.nat({ max: 60 }),
    limit: fc.nat({ max: 1e5 }),
  })
  .map(({ hasManagementAgreement, adjustment, share, limit }) => ({
    hasManagementAgreement,
    adjustmentRate: new Decimal(adjustment).div(100),
    share: new Decimal(share).div(100),
    limit: new Decimal(limit),
  }))
const twelve = <Value>(of: (month: string) => fc.Arbitrary<Value>) => fc.tuple(...MONTHS.map(of))

const anyInput: fc.Arbitrary<Input> = fc
  .record({
    statistics: twelve(anyStatistics),
    payroll: twelve(() => fc.record({ cost: amount })),
    otherRevenue: twelve(() => amount),
    accounts: twelve(() => anyAccounts),
    ledger: twelve(() => anyLedger),
    contract: anyContract,
  })
  .map((input) => ({ months: MONTHS, ...input }))

const anyChange: fc.Arbitrary<InputChange> = fc
  .record({ name: fc.constantFrom(...SITE_INPUTS), month: fc.nat({ max: 11 }) })
  .map(({ name, month }) => ({ name, month: name === 'contract' ? 0 : month }))

/** The input with the changed places taken from another one. */
function changed(input: Input, other: Input, changes: readonly InputChange[]): Input {
  const has = (name: string, month: number) => changes.some((change) => change.name === name && change.month === month)
  const lists = Object.fromEntries(
    SITE_INPUTS.filter((name) => name !== 'contract').map((name) => [
      name,
      input[name].map((value, month) => (has(name, month) ? other[name][month] : value)),
    ]),
  )
  return { ...input, ...lists, contract: has('contract', 0) ? other.contract : input.contract }
}

/** Everything as text, so that two decimals of the same value are the same. */
const text = (value: unknown) => JSON.stringify(value)

describe('recomputing a site-year', () => {
  test('always: what is recomputed after any changes is what a full computation gives', () => {
    fc.assert(
      fc.property(
        anyInput,
        fc.array(fc.tuple(anyInput, fc.array(anyChange, { maxLength: 3 })), { maxLength: 2 }),
        (first, steps) => {
          let sheet = computeSiteYear(first, calculators, terms)
          for (const [other, changes] of steps) {
            const input = changed(sheet.input, other, changes)
            sheet = recomputeSiteYear(sheet, input, changes).sheet
          }
          expect(text([...sheet.values])).toBe(text([...computeSiteYear(sheet.input, calculators, terms).values]))
          expect(text(profitAndLossOf(sheet))).toBe(text(straight(sheet.input)))
        },
      ),
      { numRuns: 15 },
    )
  })

  test('always: what does not depend on a change is the very same object as before', () => {
    fc.assert(
      fc.property(anyInput, anyInput, anyChange, (first, other, change) => {
        const before = computeSiteYear(first, calculators, terms)
        const { sheet, recomputed } = recomputeSiteYear(before, changed(first, other, [change]), [change])
        const isRecomputed = new Set(recomputed.map(({ name, month }) => `${name} ${month}`))
        for (const { name, grain } of SITE_RULES) {
          for (let month = 0; month < (grain === 'year' ? 1 : 12); month += 1) {
            if (isRecomputed.has(`${name} ${month}`)) continue
            expect(sheet.values.get(name)?.[month]).toBe(before.values.get(name)?.[month])
          }
        }
      }),
      { numRuns: 8 },
    )
  })

  const touched = (change: InputChange) =>
    affectedBy(SITE_RULES, 12, [change]).map(({ name, month }) => `${name} ${month}`)

  test('a typed expense of November moves its rows, internal revenue from then on, FLC and the totals, but no statistics', () => {
    const names = touched({ name: 'accounts', month: 10 })
    expect(names).toContain('OtherExpense 10')
    expect(names).toContain('internalRevenue 11')
    expect(names).toContain('FLC_CUMULATIVE 11')
    expect(names).not.toContain('OtherExpense 11')
    expect(names).not.toContain('internalRevenue 9')
    expect(names.some((name) => name.startsWith('statisticsMonth') || name.startsWith('payrollCost'))).toBe(false)
  })

  test('payroll moves PTEB and insurance of its month, and a contract every month', () => {
    const payroll = touched({ name: 'payroll', month: 5 })
    expect(payroll.filter((name) => name.startsWith('Pteb') || name.startsWith('Insurance'))).toEqual([
      'Pteb 5',
      'Insurance 5',
    ])
    expect(payroll).not.toContain('ExternalRevenue 5')
    expect(touched({ name: 'contract', month: 0 }).filter((name) => name.startsWith('internalRevenue'))).toHaveLength(
      12,
    )
  })
})

describe('recomputing a rollup', () => {
  const site = (input: Input, i: number) => {
    const sheet = computeSiteYear(input, calculators, terms)
    const result: SiteResult = {
      siteId: `${i}`,
      name: `${i}`,
      year: profitAndLossOf(sheet),
      hasForecast: true,
      error: null,
    }
    return { sheet, result }
  }

  test('always: a rollup brought up to date is the rollup of all its sites', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { minLength: 1, maxLength: 3 }), anyInput, anyChange, (inputs, other, change) => {
        const sites = inputs.map(site)
        const results = sites.map(({ result }) => result)
        const [first] = sites
        if (first === undefined) return
        const { sheet } = recomputeSiteYear(first.sheet, changed(first.sheet.input, other, [change]), [change])
        const after = results.with(0, { ...first.result, year: profitAndLossOf(sheet) })
        const updated = recomputeRollup(computeRollup(results, MONTHS), after)
        expect(text(rollupOf(updated.sheet))).toBe(text(rollup(after, MONTHS)))
      }),
      { numRuns: 8 },
    )
  })

  test('a rollup whose sites did not change computes nothing', () => {
    const before = computeRollup([], MONTHS)
    expect(recomputeRollup(before, []).recomputed).toEqual([])
  })
})

describe('the dependencies', () => {
  test('every rule needs only what stands before it, so that one pass computes everything', () => {
    const check = (rules: readonly Rule[], sources: readonly string[]) => {
      const known = new Set(sources)
      for (const { name, needs } of rules) {
        const unknown = needs.filter(
          ({ on, reach }) => !known.has(on) && !(on === name && (reach === 'previous' || reach === 'before')),
        )
        expect([name, unknown]).toEqual([name, []])
        known.add(name)
      }
    }
    check(SITE_RULES, SITE_INPUTS)
    check(ROLLUP_RULES, AMOUNT_ROWS.map(sitesOf))
  })

  test('a running sum is dirty from the changed month on, also where nothing else of the later months is', () => {
    const rules: Rule[] = [
      {
        name: 'running',
        grain: 'month',
        needs: [
          { on: 'given', reach: 'same' },
          { on: 'running', reach: 'previous' },
        ],
      },
      { name: 'total', grain: 'year', needs: [{ on: 'given', reach: 'all' }] },
      { name: 'double', grain: 'year', needs: [{ on: 'total', reach: 'year' }] },
    ]
    expect(affectedBy(rules, 4, [{ name: 'given', month: 2 }])).toEqual([
      { name: 'running', month: 2 },
      { name: 'running', month: 3 },
      { name: 'total', month: 0 },
      { name: 'double', month: 0 },
    ])
  })

  test('a calculator that reads what its rule does not declare is stopped', () => {
    const rules: Rule[] = [{ name: 'sum', grain: 'month', needs: [{ on: 'given', reach: 'upTo' }] }]
    const run = (other: string, of: number) =>
      evaluate({ rules, months: 3, source: (_, month) => month, compute: (_, __, read) => read(other, of) }, [
        { name: 'sum', month: 1 },
      ]).get('sum')?.[1]
    expect(run('given', 0)).toBe(0)
    expect(() => run('given', 2)).toThrow('sum of month 1 reads given of month 2')
    expect(() => run('secret', 1)).toThrow('does not declare')
  })

  test('changed cells name their inputs once: rates belong to statistics, accounts are one input wherever they are shown', () => {
    const cells = [
      { lineId: 'valetDaily', period: '2026-03-05' },
      { lineId: 'rate.valetDaily', period: '2026-03' },
      { lineId: 'payroll.hours.GSA1', period: '2026-02-28' },
      { lineId: 'account.6200', period: '2026-05' },
      { lineId: 'account.7170', period: '2026-05' },
      { lineId: 'revenue.gpoFees', period: '2026-12' },
      { lineId: 'pl.payroll', period: '2026-01' },
      { lineId: 'valetDaily', period: '2027-01-01' },
      { lineId: 'payroll.hours.GSA1', period: '2025-12-31' },
      { lineId: 'payroll.hours.GSA1', period: '2025-11-30' },
      { lineId: 'valetDaily', period: '2025-12-31' },
      { lineId: 'nobody-knows', period: '2026-01-01' },
    ]
    expect(changedInputs(cells, MONTHS)).toEqual([
      { name: 'statistics', month: 2 },
      { name: 'payroll', month: 1 },
      { name: 'accounts', month: 4 },
      { name: 'otherRevenue', month: 11 },
      { name: 'ledger', month: 0 },
      { name: 'payroll', month: BEFORE_YEAR },
    ])
    expect(changedInputs([{ lineId: 'payroll.hours.GSA1', period: '2025-11-30' }], MONTHS)).toEqual([])
    expect(changedInputs(cells, [])).toEqual([])
  })
})
